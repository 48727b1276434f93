import { hasDenial } from '../ending/denial.ts';
import { mentions } from '../mentions.ts';
import { pathOf } from '../scalars.ts';
import { isSound, type EventOf, type TaskCall, type TaskRecord } from '../tasks.ts';

/** A change to the world, made by one or more calls, and whether it was undone. */
export interface Entry {
  readonly point: string;
  readonly does: string;
  readonly id: string;
  /** The other ids that replies told of the change. */
  readonly otherIds: readonly string[];
  readonly key: string;
  /** Whether the same request, sent once more, does nothing new. */
  readonly isIdempotent: boolean;
  /** The arguments of the calls that made the change, the last ones where they differ. */
  readonly input: unknown;
  /** The `seq` of each `effect` event of the change. */
  readonly landed: readonly number[];
  /** The calls that made the change, one for each such event. */
  readonly calls: readonly TaskCall[];
  /** The tasks for which the change was made; empty if unknown. */
  readonly makers: readonly TaskRecord[];
  /** The event that undid the change after it was last made; null if it is live. */
  readonly undone: EventOf<'effect'> | null;
  /** Why the change may be one too many nevertheless, or null. */
  readonly doubt: string | null;
}

/** Whether the task undid an entry, or somebody did before the task ended. */
export function undoneFor({ undone }: Entry, task: TaskRecord): boolean {
  if (undone === null) return false;
  // A later task may cancel what this one booked; that does not make this one's answer a lie.
  return task.effects.includes(undone) || task.end === null || undone.seq < task.end.seq;
}

/** Whether a later `PUT` to the same path of one thing wrote over an entry. */
export function isWrittenOver(entry: Entry, later: Entry): boolean {
  const lastPathOf = ({ calls }: Entry) => calls.slice(-1).map(({ start }) => pathOf(start))[0];
  return (
    /^PUT \S*:/.test(entry.does) &&
    later.point === entry.point &&
    later.does === entry.does &&
    Math.min(...later.landed) > Math.max(...entry.landed) &&
    lastPathOf(later) === lastPathOf(entry)
  );
}

/**
 * Whether one of these tasks' answers names the entry, by its id or its key; an earlier answer of a
 * conversation counts as long as neither it nor the last one denies anything.
 */
export function isAccounted(entry: Entry, tasks: readonly TaskRecord[]): boolean {
  return tasks.some(
    (task) =>
      (task.ending.how === 'answered' && names(task.ending.answer, entry)) ||
      (!isShort(entry.id) && !hasDenial(task.ending) && wasNamed(entry, task)),
  );
}

function wasNamed(entry: Entry, { turns }: TaskRecord): boolean {
  return turns.some(
    ({ ending }) => ending.how === 'answered' && !hasDenial(ending) && names(ending.answer, entry),
  );
}

/** Whether a reply told the agent of an entry, since the agent last died and before the task ended. */
export function isTold({ calls }: Entry, { diedAt, end }: TaskRecord): boolean {
  const endSeq = end?.seq ?? Infinity;
  return calls.some((call) => isSound(call) && call.start.seq > diedAt && call.start.seq < endSeq);
}

/** Whether an id may stand in an answer by chance. */
function isShort(id: string): boolean {
  return /^\d{1,3}$/.test(id);
}

/** Whether a value names an entry, by its id or its key. */
export function names(said: unknown, { id, otherIds, key }: Entry): boolean {
  return [id, ...otherIds, key].some((name) => mentions(said, name));
}
