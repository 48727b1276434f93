import { askedIn } from '../../model/scenario.ts';
import { noncePattern } from '../../model/json/drawn-word.ts';
import { canonical } from '../../model/json/json.ts';
import { mentions } from './mentions.ts';
import { argumentsOf } from './scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from './tasks.ts';

/**
 * Whether all of these calls ask, with other arguments, what a task asks, too, here or without faults, and
 * neither its input nor its answer names these: what they told is of something else.
 */
export function isAnothers(
  telling: readonly TaskCall[],
  task: TaskRecord,
  { tasks }: TaskRecords,
): boolean {
  const input = canonical(askedIn(task.start));
  const like = tasks.filter((one) => canonical(askedIn(one.start)) === input);
  const own = like.flatMap(({ calls }) => calls);
  const { ending } = task;
  const said = [askedIn(task.start), ending.how === 'answered' ? ending.answer : null];
  return telling.every((call) => {
    const same = own.filter(
      ({ start }) => start.point === call.start.point && start.label === call.start.label,
    );
    if (same.length === 0 || same.some((one) => keyOf(one) === keyOf(call))) return false;
    const asked = new Set(same.flatMap((one) => argumentsOf(one).map(({ text }) => text)));
    const others = argumentsOf(call).filter(({ text }) => !asked.has(text));
    return others.length > 0 && !others.some(({ text }) => mentions(said, text));
  });
}

/** The arguments of a call, without nonces, which differ each time. */
function keyOf(call: TaskCall): string {
  const all = argumentsOf(call).map(({ field, text }) => `${field}=${text.replaceAll(nonce, '#')}`);
  return canonical(all.toSorted());
}

const nonce = new RegExp(noncePattern, 'g');
