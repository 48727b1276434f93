import { askedIn } from '../../../model/scenario.ts';
import { canonical } from '../../../model/json/json.ts';
import type { TaskRecord } from '../tasks.ts';
import { factsOfAnswer, isAlike } from './facts.ts';

/** Whether an earlier task with the same input was answered so, in full: the answer may come from a cache. */
export function isSaidBefore(task: TaskRecord, tasks: readonly TaskRecord[]): boolean {
  const { ending, start } = task;
  if (ending.how !== 'answered') return false;
  const input = canonical(askedIn(start));
  const told = factsOfAnswer(ending.answer);
  return tasks.some(({ ending: one, ...other }) => {
    if (one.how !== 'answered' || one.disposition !== 'full') return false;
    if ((other.end?.seq ?? Infinity) > start.seq || canonical(askedIn(other.start)) !== input) {
      return false;
    }
    const said = factsOfAnswer(one.answer);
    return isAlike(told, said) && [...told.nonces].every((nonce) => said.nonces.has(nonce));
  });
}
