import { isFor } from '../../../model/fault/facet.ts';
import { outcomeOfCall, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';

/** The fewest attempts of such a row, and the pause (ms) that ends it. */
const fewest = 10;
const pauseMs = 100;

/**
 * The longest row of attempts of one operation without a pause between them, each after the last one failed;
 * null where it is short. Where a model is asked between two, or the agent died, another row begins.
 */
export function triesWithoutPause(
  attempts: readonly TaskCall[],
  task: TaskRecord,
  points: TaskRecords['points'],
  deaths: readonly number[],
): readonly TaskCall[] | null {
  let row: readonly TaskCall[] = [];
  let longest = row;
  for (const call of attempts) {
    const last = row.at(-1);
    row = last && follows(call, last) ? [...row, call] : [call];
    if (row.length > longest.length) longest = row;
  }
  return longest.length >= fewest ? longest : null;

  function follows({ start }: TaskCall, last: TaskCall): boolean {
    const { end } = last;
    if (!end || end.seq > start.seq || start.atMs - end.atMs >= pauseMs) return false;
    if (outcomeOfCall(last) === 'replied') return false;
    const isBetween = (seq: number) => seq > last.start.seq && seq < start.seq;
    if (deaths.some(isBetween)) return false;
    return !task.calls.some(
      (one) => isBetween(one.start.seq) && isFor(['turn'], points[one.start.point]),
    );
  }
}
