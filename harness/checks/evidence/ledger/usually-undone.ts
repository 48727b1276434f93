import { canonical } from '../../../model/json/json.ts';
import { withoutNonces } from '../../../model/json/drawn-word.ts';
import { dispositionOf } from '../ending/disposition-rank.ts';
import { saidIn } from '../ending/said.ts';
import { madeForTask, type Ledger } from '../ledger.ts';
import type { TaskRecord } from '../tasks.ts';
import { names, type Entry } from './entry.ts';

/**
 * Those of a task's live entries that the same task without faults makes, too, and takes back: they were asked for on
 * the way, and stand because that did not come to pass. None where the answer is in full, or is degraded and does
 * not name it, as such an answer may stand for what it leaves; nor where there are more of them than without faults.
 */
export function usuallyUndone(
  ledger: Ledger,
  task: TaskRecord,
  live: readonly Entry[],
): readonly Entry[] {
  const twin = ledger.before(task);
  const disposition = dispositionOf(task.ending);
  if (!twin || disposition === 'full') return [];
  const made = madeForTask(ledger, twin);
  return [...Map.groupBy(live, (entry) => likeOf(entry, task))].flatMap(([like, its]) => {
    const usual = made.filter((entry) => likeOf(entry, twin) === like);
    if (its.length > usual.length) return [];
    const undone = usual.filter((entry) => entry.undone && twin.effects.includes(entry.undone));
    return its
      .filter((entry) => disposition !== 'degraded' || names(saidIn(task.ending), entry))
      .slice(0, undone.length);
  });
}

/** What an entry has in common with that of its task in another phase. */
function likeOf({ point, does, input }: Entry, { id }: TaskRecord): string {
  const text = withoutNonces(canonical([point, does, input]));
  return id.length > 3 ? text.replaceAll(id, '#') : text;
}
