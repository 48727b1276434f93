import { answerIn } from '../ending/said.ts';
import { askedIn } from '../../../model/scenario.ts';
import { everyNonce } from '../../../model/json/drawn-word.ts';
import { canonical } from '../../../model/json/json.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf } from '../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Whether all of these calls ask, with other arguments, what a task asks, too, here or without faults: what
 * they told is of something else, which neither the task's input nor its answer names (`unnamed`), or which
 * its answer names. Null where they do not, or the input names it.
 */
export function ofAnother(
  telling: readonly TaskCall[],
  task: TaskRecord,
  { tasks }: TaskRecords,
): 'unnamed' | 'named' | null {
  const input = canonical(askedIn(task.start));
  const like = tasks.filter((one) => canonical(askedIn(one.start)) === input);
  const own = like.flatMap(({ calls }) => calls);
  const answer = answerIn(task.ending);
  const kinds = telling.map((call) => {
    const same = own.filter(
      ({ start }) => start.point === call.start.point && start.label === call.start.label,
    );
    if (same.length === 0 || same.some((one) => questionOf(one) === questionOf(call))) return null;
    const asked = new Set(same.flatMap((one) => argumentsOf(one).map(({ text }) => text)));
    const others = argumentsOf(call).filter(({ text }) => !asked.has(text));
    const isIn = (value: unknown) => others.some(({ text }) => mentions(value, text));
    if (others.length === 0 || isIn(askedIn(task.start))) return null;
    return isIn(answer) ? 'named' : 'unnamed';
  });
  if (kinds.includes(null)) return null;
  return kinds.includes('named') ? 'named' : 'unnamed';
}

/** The arguments of a call, without nonces, which differ each time. */
export function questionOf(call: TaskCall): string {
  const all = argumentsOf(call).map(
    ({ field, text }) => `${field}=${text.replaceAll(everyNonce, '#')}`,
  );
  return canonical(all.toSorted());
}
