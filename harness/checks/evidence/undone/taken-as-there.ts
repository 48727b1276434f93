import { canonical } from '../../../model/json/json.ts';
import { hasHedge } from '../ending/denial.ts';
import type { Ending } from '../../../model/trace/trace.ts';
import { answerIn, saidIn } from '../ending/said.ts';
import { doubtful, type Breach } from '../finding.ts';
import { liveOf, madeForTask, type Ledger } from '../ledger.ts';
import { names, type Entry } from '../ledger/entry.ts';
import { asSaid, deniesNamed, saysGone, tellsAsPast, tellsOtherwise } from '../prose/gone.ts';
import { sentencesOf, type Sentence } from '../prose/sentences.ts';
import { saysNotUndone } from '../prose/stands.ts';
import { saysWholeUndone } from '../prose/undoings.ts';
import { argumentsOf, scalarsOf } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord } from '../tasks.ts';
import { takenBackBy, wasHeardUndone } from './taken-back.ts';
import { withoutNames } from './usual-words.ts';

/**
 * Finds an effect that a task took back, of which who hears its answer, less than full, may take it that it is there: a
 * clause names it, by its id, its key or what was sent for it alone, and tells of it neither as gone nor otherwise than
 * as there; or an earlier answer of the conversation told of it. Null where a clause of the answer, or of one of those
 * that came `later`, says that something is gone. Clauses that the same task has without faults, where it takes the like
 * back, say nothing.
 */
export function takenAsThereIn(
  ledger: Ledger,
): (task: TaskRecord, later?: readonly Ending[]) => Breach | null {
  return (task, later = []) => {
    const { ending } = task;
    const twin = ledger.before(task);
    const like =
      twin && twin !== task
        ? takenBackBy(ledger, twin).map((entry) => ({ entry, task: twin }))
        : [];
    const usual = like.flatMap((one) => namingsOf(one.entry, one.task).map(({ hidden }) => hidden));
    const isUsual = like.some(
      (one) => isLess(twin?.ending) && messageThatTold(one.entry, one.task, ledger) > 0,
    );
    if (!isLess(ending)) return null;
    for (const entry of takenBackBy(ledger, task)) {
      const marked = markedFor(entry, task);
      if ([ending, ...later].some((one) => isSaidGone(answerIn(one), marked))) continue;
      const named = namingsOf(entry, task).find(({ hidden }) => !usual.includes(hidden));
      if (named) {
        return breachOf(
          entry,
          task,
          `may be heard as if ${entry.does} ${entry.id} were there, which it took back: "${named.text}"`,
        );
      }
      const message = isUsual ? 0 : messageThatTold(entry, task, ledger);
      if (message > 0 && !isSettledSince(entry, message, { task, ledger })) {
        return breachOf(
          entry,
          task,
          `told of ${entry.does} ${entry.id} in its answer to message ${message}, took it back, and does not say so`,
        );
      }
    }
    return null;
  };
}

function isLess(ending: Ending | undefined): boolean {
  return ending?.how === 'answered' && ending.disposition !== 'full';
}

function breachOf({ does, undone }: Entry, { id, end }: TaskRecord, how: string): Breach {
  return {
    ...doubtful(`task ${id} ${how} (an answer should say what is no longer there)`),
    evidence: [undone?.seq ?? 0, ...(end ? [end.seq] : [])],
    signature: `${does} may be taken as there, and it was taken back`,
  };
}

/** The clauses of an answer that name an effect, and tell of it as there or of nothing. */
function namingsOf(
  entry: Entry,
  task: TaskRecord,
): readonly { readonly text: string; readonly hidden: string }[] {
  if (task.ending.how !== 'answered') return [];
  const marked = markedFor(entry, task);
  return statementsIn(task.ending.answer).flatMap(({ field, parts }) => {
    const clauses = parts.map((text) => ({ text, hidden: marked(text) }));
    // A name alone is the value of a field, or a part of a list.
    const naming = clauses.filter(({ hidden }) => hidden.includes('#') && /\p{L}/u.test(hidden));
    const isAside =
      tellsOtherwise(`${field} #`) || naming.some(({ hidden }) => tellsAsPast(hidden));
    // Who heard nothing of the undoing may take it to have failed.
    const isUnheard = !wasHeardUndone(entry, task);
    return isAside
      ? []
      : naming.filter(
          ({ hidden }) => !tellsOtherwise(hidden) && !(isUnheard && saysNotUndone(hidden) !== 'no'),
        );
  });
}

/** Whether an answer says that something is gone, and not of other things alone. */
function isSaidGone(answer: unknown, marked: (text: string) => string): boolean {
  return (
    scalarsOf(answer).some(({ text }) => saysWholeUndone(text)) ||
    statementsIn(answer).some(({ field, parts }) =>
      parts.some((text) => {
        const hidden = marked(text);
        return (
          saysGone(`${field} ${hidden}`.trim()) || (hidden.includes('#') && deniesNamed(hidden))
        );
      }),
    )
  );
}

/** The sentences of an answer without its questions, which say nothing. */
function statementsIn(answer: unknown): readonly Sentence[] {
  return scalarsOf(answer).flatMap(({ field, text }) => sentencesOf({ field, text: asSaid(text) }));
}

/** The number of the last message, before an effect was taken back, whose answer told of it; 0 where none did. */
function messageThatTold(entry: Entry, task: TaskRecord, ledger: Ledger): number {
  const { does, point, landed, undone } = entry;
  const isOnly = !madeForTask(ledger, task).some(
    (one) => one !== entry && one.does === does && one.point === point && one.undone !== undone,
  );
  const told = task.turns.findLastIndex(({ seq, ending }) => {
    if (ending.how !== 'answered' || seq < Math.max(...landed) || seq > (undone?.seq ?? 0)) {
      return false;
    }
    return names(ending.answer, entry) || (isOnly && ending.disposition === 'full');
  });
  return told + 1;
}

/**
 * Whether what is told of since, or left open, stands in the place of an effect: an answer after it was taken back says
 * that it is gone, another of its kind was made that the last answer names, or may have been, which that answer leaves open.
 */
function isSettledSince(
  entry: Entry,
  message: number,
  { task, ledger }: { readonly task: TaskRecord; readonly ledger: Ledger },
): boolean {
  const { turns, ending, calls } = task;
  const undoneAt = entry.undone?.seq ?? 0;
  const toldAt = turns[message - 1]?.seq ?? 0;
  const marked = markedFor(entry, task);
  const isTold = turns.some(
    (turn) =>
      turn.seq > undoneAt &&
      turn.ending.how === 'answered' &&
      (turn.ending.disposition === 'full' || isSaidGone(turn.ending.answer, marked)),
  );
  const isLike = ({ start }: TaskCall) =>
    start.seq > toldAt && start.point === entry.point && start.label === entry.does;
  return (
    isTold ||
    (hasHedge(ending) && calls.some((call) => isLike(call) && isOpen(call))) ||
    liveOf(ledger, task).some((one) => one.calls.some(isLike) && names(saidIn(ending), one))
  );
}

/** Whether no reply told what came of a call: a refusal does. */
function isOpen(call: TaskCall): boolean {
  const isRefused = call.end?.outcome === 'failed' && (call.end.status ?? 0) < 500;
  return !isSound(call) && !isRefused;
}

/** Marks in a text, in lower case, what names an effect (`#`), and what names other things of its task (`@`). */
function markedFor(entry: Entry, task: TaskRecord): (text: string) => string {
  const isOwn = ({ start }: TaskCall) =>
    entry.calls.some(
      (one) =>
        one.start.label === start.label && canonical(one.start.input) === canonical(start.input),
    );
  const ids = [entry.id, ...entry.otherIds, entry.key];
  const sentFor = (calls: readonly TaskCall[]) =>
    calls.flatMap(argumentsOf).map(({ text }) => text.toLowerCase());
  const sent = sentFor(entry.calls);
  const undo = entry.undone?.call;
  const others = task.calls.filter((call) => !isOwn(call) && call.start.call !== undo);
  const elsewhere = sentFor(others);
  const own = [
    ...ids.map((id) => id.toLowerCase()),
    ...sent.filter((one) => !elsewhere.includes(one)),
  ];
  const otherNames = [
    ...task.effects.flatMap(({ id, key }) => [id.toLowerCase(), key.toLowerCase()]),
    ...elsewhere.filter((one) => !sent.includes(one)),
  ].filter((name) => !own.includes(name));
  return (text) =>
    withoutNames(
      withoutNames(text.toLowerCase(), own.filter(isTelling)),
      otherNames.filter(isTelling),
      '@',
    );
}

/** Whether a name is hardly there by chance: three letters, or four signs with a digit. */
function isTelling(name: string): boolean {
  if (/^(?:true|false|null|none)$/.test(name)) return false;
  return (name.match(/\p{L}/gu)?.length ?? 0) >= 3 || (/\d/.test(name) && name.length >= 4);
}
