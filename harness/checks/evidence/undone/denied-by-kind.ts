import { saidIn } from '../ending/said.ts';
import type { Ledger } from '../ledger.ts';
import { names, type Entry } from '../ledger/entry.ts';
import { denies, deniesToo, withoutUnaffected } from '../prose/denials.ts';
import { saysFailed } from '../prose/failures.ts';
import { sentencesIn } from '../prose/sentences.ts';
import { statesIn } from '../prose/stays.ts';
import { namesAll } from '../prose/totality.ts';
import { isConditional, saysUndone, saysUnsure, undoings } from '../prose/undoings.ts';
import { folded, negation, withoutPortugueseNo } from '../prose/words.ts';
import { isSound, type TaskRecord } from '../tasks.ts';
import { kindWordsOf } from './by-kind.ts';
import { isUndoItself, isUndoOf } from './told-as-undone.ts';

/**
 * Whether the last answer of a conversation takes back an effect that an earlier one told, and names it by its kind
 * and not by its id: `yes` where a clause also tells what was sent for it and says that it was undone, `perhaps` where
 * it tells one of these, or says only that it is not there.
 */
export function deniedByKind(
  entry: Entry,
  task: TaskRecord,
  { entries }: Ledger,
): 'yes' | 'perhaps' | 'no' {
  const { ending } = task;
  if (ending.how !== 'answered' || isUndoItself(entry)) return 'no';
  if (ending.disposition === 'full' && ending.correct === true) return 'no';
  if (task.calls.some((call) => isUndoOf(call, entry) && isSound(call))) return 'no';
  const { isKindIn, isSentIn, isRefusedIn } = kindWordsOf(entry, task);
  // "Your pause was cancelled" may mean the other one, which was.
  const isOtherUndone = entries.some(
    ({ does, point, undone, makers }) =>
      undone !== null && does === entry.does && point === entry.point && makers.includes(task),
  );
  const found = sentencesIn(saidIn(task.ending)).flatMap(({ whole, clauses }) =>
    [...clauses, ...statesIn(whole)]
      .filter((clause) => isKindIn(clause) && !isRefusedIn(clause) && !names(clause, entry))
      .map((clause) => {
        const isSent = isSentIn(clause);
        const isSure = isSent && !saysUnsure(whole) && !isConditional(whole);
        if (saysUndone(clause)) return isSure ? 'yes' : isSent || !isOtherUndone ? 'perhaps' : 'no';
        return isSent && (denies(withoutUnaffected(clause)) || deniesToo(clause))
          ? 'perhaps'
          : 'no';
      }),
  );
  return found.includes('yes') ? 'yes' : found.includes('perhaps') ? 'perhaps' : 'no';
}

/**
 * Whether all that an answer denies, or says to have failed, is what else its task was refused, by name: "you are not
 * on the list for yoga; the request was refused" denies nothing of an effect that is there. Not where it tells what was
 * sent for the effect and not its kind, which may deny it in other words: "January is open as ever".
 */
export function deniesOthersOnly(entry: Entry, task: TaskRecord): boolean {
  const { isKindIn, isSentIn } = kindWordsOf(entry, task);
  return (
    deniesRefusedOnly(entry, task) &&
    clausesIn(task).every((clause) => !isSentIn(clause) || isKindIn(clause))
  );
}

function deniesRefusedOnly(entry: Entry, task: TaskRecord): boolean {
  const { isKindIn, isSentIn, isRefusedIn } = kindWordsOf(entry, task);
  const isOwnIn = (clause: string) =>
    isKindIn(clause) || isSentIn(clause) || names(clause, entry) || namesAll(clause);
  const clauses = clausesIn(task);
  if (clauses.some(saysUndone)) return false;
  const failing = clauses
    .map((clause, n) => ({ clause, n }))
    .filter(({ clause }) => saysFailed(withoutUnaffected(clause)) && !saysNotTaken(clause));
  const isNext = ({ clause, n }: { readonly clause: string; readonly n: number }) =>
    isRefusedIn(clauses[n - 1] ?? '') && saysFailed(clauses[n - 1] ?? '') && !saysMore(clause);
  return (
    failing.some(({ clause }) => isRefusedIn(clause)) &&
    failing.every((one) => !isOwnIn(one.clause) && (isRefusedIn(one.clause) || isNext(one)))
  );
}

/** Whether an answer tells what was sent for an effect in a clause that denies nothing, and denies other things only. */
export function tellsBesideRefused(entry: Entry, task: TaskRecord): boolean {
  const { isSentIn } = kindWordsOf(entry, task);
  const isTold = clausesIn(task).some((clause) => isSentIn(clause) && !saysFailed(clause));
  return isTold && deniesRefusedOnly(entry, task);
}

/** Whether a clause says that something was not undone. */
function saysNotTaken(clause: string): boolean {
  return notTaken.test(folded(clause));
}

const notTaken = new RegExp(`(?:${negation})(?: \\S+){0,2}? ${undoings}\\w*`);

/** Whether a clause denies something of its own, or of more than the one before it. */
function saysMore(clause: string): boolean {
  const plain = withoutPortugueseNo(folded(clause));
  return new RegExp(`${negation}|${alike}`).test(plain);
}

const alike =
  '\\b(?:too|also|either|as well|likewise|others?|rest|auch|ebenfalls|ubrig\\w*|andere\\w*|aussi|egalement|autres?|reste|tambien|tampoco|otr[oa]s?|resto|demas|tambem|tampouco|outr[oa]s?|demais)\\b';

function clausesIn(task: TaskRecord): readonly string[] {
  return sentencesIn(saidIn(task.ending)).flatMap(({ clauses }) => clauses);
}
