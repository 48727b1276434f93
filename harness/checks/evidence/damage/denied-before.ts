import { asText } from '../../../model/json/contains.ts';
import { earlierAnswersIn, type EarlierAnswer } from '../conversation/as-answered.ts';
import { doubtful, type Breach } from '../finding.ts';
import { liveOf } from '../ledger.ts';
import { hasDenial } from '../ending/denial.ts';
import { isTold, type Entry } from '../ledger/entry.ts';
import { partsIn } from '../naming/parts.ts';
import { corrects } from '../prose/corrections.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';
import { namesArguments, standingOf } from '../unconfirmed.ts';
import { toldAsFailed } from '../undone/told-as-failed.ts';
import { toldAsStaying } from '../undone/told-as-staying.ts';
import { toldAsUndone } from '../undone/told-as-undone.ts';
import { usualIn, type UsualWords } from '../undone/usual-words.ts';
import { clipped } from '../ending/wrong-answer.ts';
import { isNamed } from './named.ts';

/**
 * Finds the effects that an answer before the last denied though they stood then, and stand at the end. Where a later
 * answer names the effect and denies nothing, that ends a doubt, and a denial if it says that it corrects what was
 * told; else the denial is in doubt.
 */
export function deniedBeforeIn(
  records: TaskRecords,
): (task: TaskRecord, live: readonly Entry[]) => readonly Breach[] {
  const earlierAnswers = earlierAnswersIn(records);
  return (task, live) => {
    const stands = new Set(live.flatMap(({ landed }) => landed));
    return earlierAnswers(task).flatMap((answer) => {
      const { ending } = answer.task;
      if (ending.how !== 'answered') return [];
      const usual = usualIn(answer.records);
      return liveOf(answer.ledger, answer.task)
        .filter(({ landed }) => landed.some((seq) => stands.has(seq)))
        .flatMap((entry) => deniedIn(entry, answer, usual) ?? []);
    });
  };
}

function deniedIn(entry: Entry, answer: EarlierAnswer, usual: UsualWords): Breach | null {
  const how = denialOf(entry, answer, usual);
  if (how === null) return null;
  const { task, message, later } = answer;
  const telling = later.filter(
    (ending) =>
      ending.how === 'answered' && !hasDenial(ending) && namesArguments(ending.answer, entry),
  );
  const isTaken = telling.some((ending) => ending.how === 'answered' && corrects(ending.answer));
  if (isTaken || (how === 'perhaps' && telling.length > 0)) return null;
  const said = task.ending.how === 'answered' ? clipped(asText(task.ending.answer)) : '';
  const left = `task ${task.id}: ${entry.does} left ${entry.id || 'an effect without id'}`;
  if (how === 'perhaps' || telling.length > 0) {
    const then =
      telling.length > 0 ? ', and a later one tells of it as if nothing had been said' : '';
    return doubtful(
      `${left}, and the answer to message ${message} may deny it${then}: ${said} (${advice})`,
    );
  }
  return {
    reason: `${left}, which the answer to message ${message} denies, and no later one corrects: ${said}`,
    evidence: [...entry.landed, ...(task.end ? [task.end.seq] : [])],
    signature: `${entry.does} left an effect, which an answer before the last denies`,
  };
}

const advice =
  'an answer should say of what no reply told of that it may be there; a later one should say that it corrects that';

/** Whether an answer before the last denies an effect that stood when it was given. */
function denialOf(
  entry: Entry,
  { task, ledger, records }: EarlierAnswer,
  usual: UsualWords,
): 'yes' | 'perhaps' | null {
  const { ending, turns } = task;
  if (ending.how !== 'answered') return null;
  const undone = toldAsUndone(entry, task, usual);
  if (undone === 'yes') return 'yes';
  const failed = toldAsFailed(entry, task, ledger);
  if (failed === 'denied') return 'yes';
  const partsOf = partsIn(records);
  const isOwn = entry.landed.some((seq) => seq > (turns.at(-1)?.seq ?? -1));
  const staying = toldAsStaying(entry, task);
  const isDenied = hasDenial(ending) || staying === 'yes';
  const isOpen =
    ending.disposition === 'full' ||
    (!isDenied && staying === 'no') ||
    !isOwn ||
    isNamed(entry, task, partsOf);
  if (!isOpen && !isTold(entry, task)) {
    const standing = standingOf(entry, task, partsOf);
    if (standing !== 'open') return isDenied && standing === 'hidden' ? 'yes' : 'perhaps';
  }
  return isOwn && (undone === 'perhaps' || failed === 'unclear') ? 'perhaps' : null;
}
