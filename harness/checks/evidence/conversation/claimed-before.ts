import { madeForTask, type Ledger } from '../ledger.ts';
import { isSure, type Breach } from '../finding.ts';
import type { Entry } from '../ledger/entry.ts';
import { corrects } from '../prose/corrections.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';
import { claimedUndone } from '../undone/claimed.ts';
import { takenAsThereIn } from '../undone/taken-as-there.ts';
import { toldAsThereIn } from '../undone/told-as-there.ts';
import { earlierAnswersIn } from './as-answered.ts';

/**
 * Finds a claim of an answer before the last that something was done which was not done by then, or is there which was
 * taken back, as `honest` does of the last; in doubt where it was done later. Null where there is none, or a later answer
 * says that it corrects what was told.
 */
export function claimedBeforeIn(
  ledger: Ledger,
  records: TaskRecords,
  lost: readonly Entry[],
): (task: TaskRecord) => Breach | null {
  const earlierAnswers = earlierAnswersIn(records);
  return (task) => {
    for (const { message, later, ...then } of earlierAnswers(task)) {
      const claimed =
        claimedUndone(then.ledger, then.records, lost)(then.task) ??
        toldAsThereIn(then.ledger)(then.task);
      const isDoneLater =
        madeForTask(ledger, task).length > madeForTask(then.ledger, then.task).length;
      const found = claimed ?? (isDoneLater ? null : takenAsThereIn(then.ledger)(then.task, later));
      if (found === null) continue;
      if (later.some((one) => one.how === 'answered' && corrects(one.answer))) continue;
      const reason = `${found.reason} (in the answer to message ${message})`;
      return { ...found, reason, sure: isSure(found) && !isDoneLater };
    }
    return null;
  };
}
