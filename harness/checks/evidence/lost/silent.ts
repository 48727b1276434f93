import type { TaskRecord, TaskRecords } from '../tasks.ts';
import { factsToldBy } from './facts.ts';
import { lostAtLast } from './loss.ts';

/**
 * Whether a task lost the last reply to a question, and its answer tells nothing that those without faults do not
 * tell, apart from ids and times: nobody can learn from it what the task took in the place of that reply.
 */
export function isSilent(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  points: TaskRecords['points'],
): boolean {
  // What refuses a request that may change something tells by that to take another.
  const isLost = lostAtLast(task, twins, points).some(({ own }) => own.last.start.safe === true);
  if (!isLost) return false;
  const own = factsToldBy(task);
  const usual = twins.map(factsToldBy);
  return (['words', 'numbers'] as const).every((kind) =>
    [...own[kind]].every((one) => usual.some((its) => its[kind].has(one))),
  );
}
