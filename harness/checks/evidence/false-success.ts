import { isMadeUp } from '../../model/json/made-up-id.ts';
import { isOfOwnPart, saidOfLacking, tellsDone } from './conversation/claims-lacking.ts';
import { isToldBefore } from './excuses/told-before.ts';
import { clipped } from './ending/wrong-answer.ts';
import { doubtful, type Breach } from './finding.ts';
import { liveOf, madeForTask, type Ledger } from './ledger.ts';
import { undoneFor, type Entry } from './ledger/entry.ts';
import { shortOf } from './ledger/expected-effects.ts';
import { standingBefore } from './ledger/standing.ts';
import { mentions } from './mentions.ts';
import { deniesMaking } from './prose/failures.ts';
import { sentencesOf } from './prose/sentences.ts';
import { leavesNothing } from './prose/totality.ts';
import { saysUndone } from './prose/undoings.ts';
import { isSound, type TaskRecord } from './tasks.ts';

/**
 * The findings of an answer with fewer effects than expected: one that is `full`, in doubt where effects without a
 * task may be its own; or one that is less and may claim an effect that is lacking.
 */
export function falseSuccess(
  ledger: Ledger,
  lost: readonly Entry[],
  task: TaskRecord,
): readonly Breach[] {
  if (task.ending.how !== 'answered') return [];
  const { correct, disposition } = task.ending;
  if (disposition !== 'full') return claimedLacking(ledger, lost, task);
  return shortOf(ledger, task).flatMap(({ label, wanted, found, because }): readonly Breach[] => {
    const why = because || otherwiseThere(ledger, task, label);
    const there = `${label} is there ${found} of ${wanted} times${why}`;
    const reason = `task ${task.id} claims success; ${there}`;
    const others = lost.filter((entry) => entry.does === label).length;
    if (found + others >= wanted) return [doubtful(`${reason}, and ${others} belong to no task`)];
    const evidence = task.end ? [task.end.seq] : [];
    const signature = `success without ${label}`;
    if (!isToldBefore(task)) return [{ reason, evidence, signature }];
    const told = `${reason}, which an answer before it told`;
    const { how, words } = saidOfLacking(ledger, task, label);
    const quoted = JSON.stringify(clipped(words));
    if (how === 'claimed') {
      return [{ reason: `${told}, and this one claims: ${quoted}`, evidence, signature }];
    }
    if (how === 'told') return [];
    if (how === 'perhaps') {
      // That nothing waits is about more than its own message.
      const isSettled = !leavesNothing(words) && isOfOwnPart(ledger, task, label);
      return isSettled ? [] : [doubtful(`${told}, and this one may claim: ${quoted} ${remedy}`)];
    }
    // The last answer may be about another wish; what is expected of it says so.
    return correct === true ? [] : [doubtful(`${told} ${adviceOfAnswers}`)];
  });
}

function claimedLacking(
  ledger: Ledger,
  lost: readonly Entry[],
  task: TaskRecord,
): readonly Breach[] {
  return shortOf(ledger, task).flatMap(({ label, wanted, found }) => {
    const { how, words } = saidOfLacking(ledger, task, label);
    if (how !== 'claimed' || lost.some(({ does }) => does === label)) return [];
    if (hasTakenBackAll(ledger, task) && tellsOfTakingBack(words)) return [];
    return [
      doubtful(
        `task ${task.id} says ${JSON.stringify(clipped(words))}, and ${label} is there ${found} of ${wanted} times ` +
          '(an answer that is less should say, of what was not done, that it was not)',
      ),
    ];
  });
}

/** Whether a task took back all that it made. */
function hasTakenBackAll(ledger: Ledger, task: TaskRecord): boolean {
  const made = madeForTask(ledger, task);
  return made.length > 0 && made.every((entry) => undoneFor(entry, task));
}

/** Whether a sentence says that something was undone, and of nothing that it was done; or that nothing is. */
function tellsOfTakingBack(sentence: string): boolean {
  if (deniesMaking(sentence)) return true;
  const clauses = sentencesOf({ field: '', text: sentence }).flatMap((one) => one.clauses);
  return (
    saysUndone(sentence) && clauses.every((clause) => !tellsDone(clause) || saysUndone(clause))
  );
}

/** What a task may have taken for its own, in words: an effect that another one asked for. */
function otherwiseThere(ledger: Ledger, task: TaskRecord, label: string): string {
  const made = liveOf(ledger, task);
  const { ending } = task;
  const isKnown = ({ id }: Entry) =>
    isMadeUp(id) ||
    (ending.how === 'answered' && mentions(ending.answer, id)) ||
    task.calls.some((call) => isSound(call) && mentions(call.end?.meaning, id));
  const entry = standingBefore(ledger, task, { label, made }).find(isKnown);
  if (!entry) return '';
  const maker = entry.makers[0]?.id ?? 'another task';
  const name = isMadeUp(entry.id) ? '' : ` (${entry.id})`;
  return `, beside that of ${maker}${name}, which is still there: the phases share one world (\`phases: ['fault']\` runs one alone)`;
}

const adviceOfAnswers =
  '(give the task expect.answers, which say what is right at each message and name what it had done)';

const remedy =
  '(no pattern says that an effect is there: the answer should say again what is lacking, or tell only what its own message had done; ' +
  'expect.answers for each message that name that settle it, save where it says that nothing is left to do)';
