import { answerIn } from '../../ending/said.ts';
import { mentions } from '../../mentions.ts';
import { isSameValue } from '../../scalars.ts';
import type { TaskCall, TaskRecord } from '../../tasks.ts';
import { fieldsOf } from './effect-calls.ts';

/** An argument of a call: what it is, and what it is in each task without faults. */
interface Argument {
  readonly field: string;
  readonly came: string;
  readonly usual: readonly (string | undefined)[];
}

/**
 * Whether a task asked for what it has without faults first, was refused that, and tells in its answer what it has
 * in place of it: that was chosen in the open.
 */
export function isNextBest(
  task: TaskRecord,
  { start }: TaskCall,
  { field, came, usual }: Argument,
): boolean {
  if (!mentions(answerIn(task.ending), came)) return false;
  const refused = task.calls.filter(
    (call) =>
      call.start.seq < start.seq &&
      call.start.point === start.point &&
      call.start.label === start.label &&
      call.end?.outcome === 'failed' &&
      !task.effects.some((effect) => effect.call === call.start.call),
  );
  return usual.every(
    (text) =>
      text !== undefined &&
      refused.some((call) => isSameValue(fieldsOf(call).get(field) ?? '', text)),
  );
}
