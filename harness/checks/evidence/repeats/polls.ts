import { isFor } from '../../../model/fault/facet.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';

/** A call that comes so long (ms) after a true reply to the same question may ask whether that has changed. */
const pauseMs = 1_000;

/**
 * The calls among attempts of one operation that are no polls. A poll only asks, a true reply came before it,
 * and the agent paused between them without asking a model.
 */
export function withoutPolls(
  attempts: readonly TaskCall[],
  task: TaskRecord,
  points: TaskRecords['points'],
): readonly TaskCall[] {
  return attempts.filter(({ start }, n) => {
    const last = attempts[n - 1];
    const end = last?.end;
    if (!last || !end || !isSound(last) || !start.safe) return true;
    const isAsked = task.calls.some(
      (one) =>
        one.start.seq > end.seq &&
        one.start.seq < start.seq &&
        isFor(['turn'], points[one.start.point]),
    );
    return isAsked || start.atMs - end.atMs < pauseMs;
  });
}
