import { hasDenial, hasHedge } from '../ending/denial.ts';
import { isAccounted, type Entry } from '../ledger/entry.ts';
import type { PartsOf } from '../naming/parts.ts';
import { keepsPromise } from '../prose/promises.ts';
import { isSound, type TaskRecord } from '../tasks.ts';
import { isDescribed } from '../unconfirmed.ts';

/** Whether an answer names an entry; if no reply told of the entry, denying its key is not naming it. */
export function isNamed(entry: Entry, task: TaskRecord, partsOf: PartsOf): boolean {
  const { ending } = task;
  if (keepsPromise(entry, task)) return true;
  if (!isAccounted(entry, entry.makers)) return isDescribed(entry, task, partsOf);
  if (!hasDenial(ending) || hasHedge(ending)) return true;
  return isAccounted({ ...entry, key: '' }, entry.makers) || isHeard(entry, task);
}

/** Whether a true reply to an entry's call, made before the task ended, tells of the entry. */
export function isHeard({ calls }: Entry, { end }: TaskRecord): boolean {
  return calls.some((call) => isSound(call) && call.start.seq < (end?.seq ?? Infinity));
}
