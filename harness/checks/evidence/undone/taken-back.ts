import { madeForTask, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import type { TaskRecord } from '../tasks.ts';

/** The effects that a task itself took back, of which nothing stands under their names. */
export function takenBackBy(ledger: Ledger, task: TaskRecord): readonly Entry[] {
  const live = ledger.entries.filter(({ undone }) => undone === null);
  return madeForTask(ledger, task).filter(
    ({ point, id, key, undone }) =>
      undone !== null &&
      task.effects.includes(undone) &&
      undone.seq < (task.end?.seq ?? Infinity) &&
      !live.some(
        (one) => one.point === point && (one.id === id || (key !== '' && one.key === key)),
      ),
  );
}
