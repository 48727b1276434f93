import { madeForTask, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import { isSound, type TaskRecord } from '../tasks.ts';

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

/** Whether a true reply told the task that it took an entry back: else it may take the undoing to have failed. */
export function wasHeardUndone({ undone }: Entry, { calls }: TaskRecord): boolean {
  const call = calls.find(({ start }) => start.call === undone?.call);
  return call !== undefined && isSound(call) && (call.end?.status ?? 0) < 400;
}
