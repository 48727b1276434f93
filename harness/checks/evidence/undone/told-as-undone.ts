import { saidIn } from '../ending/said.ts';
import { askedIn } from '../../../model/scenario.ts';
import type { Entry } from '../ledger/entry.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf, scalarsOf, type Scalar } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord } from '../tasks.ts';
import {
  denies,
  deniesAll,
  mayNameUndone,
  saysAtRest,
  saysOfName,
  tellsOfUnknown,
  withoutUnaffected,
} from '../prose/denials.ts';
import { namesOf, nounsOf, statesOf, type EntryNames } from './entry-names.ts';
import { apart, sentencesIn, sentencesOf, type Sentence } from '../prose/sentences.ts';
import { saysStands } from '../prose/stands.ts';
import {
  isConditional,
  isOfBefore,
  isUndoing,
  saysFreeAgain,
  saysNone,
  saysOpen,
  saysUndone,
  saysUnsure,
  saysWholeUndone,
} from '../prose/undoings.ts';
import { isUsualClause, type UsualWords } from './usual-words.ts';

/**
 * Whether the answer or error of a task says that an effect which stands was undone: `yes` where a
 * plain sentence says so of its id or its key, or a status (`compensated`) of all that the task asked to
 * undo; `perhaps` where other words may say so, as such a status of a task that asked to undo nothing, or
 * that it is not there. No where a true reply told the
 * agent so. `usual` are the words of answers that are true of what stands.
 */
export function toldAsUndone(
  entry: Entry,
  task: TaskRecord,
  usual: UsualWords,
): 'yes' | 'perhaps' | 'no' {
  const [{ ending, effects }, { does }] = [task, entry];
  if (ending.how === 'hung' || isUndoItself(entry)) return 'no';
  const names = namesOf(entry, task);
  if (names.all.length === 0) return 'no';
  const said = saidIn(ending);
  const undos = task.calls.filter((call) => isUndoOf(call, entry));
  if (undos.some(isSound)) return 'no';
  const sentences = sentencesIn(said);
  const known = new Set([...usual.words, ...statesOf(does)]);
  const isFree = (clause: string, whole: string) =>
    saysFreeAgain(names.hidden(clause), known) && !isConditional(whole);
  const isGone = (clause: string, whole: string) => saysUndone(clause) || isFree(clause, whole);
  const about = sentences.filter(({ whole, clauses }) =>
    clauses.some((one) => names.isIn(one) && isGone(one, whole)),
  );
  const isDeceived = undos.some(({ end }) => end !== null && end.taint !== '');
  const isPlain = about.some(
    ({ whole, clauses }) =>
      !saysUnsure(whole) &&
      !names.isOtherIn(whole) &&
      clauses.some((one) => names.isPlainIn(one) && isGone(one, whole)),
  );
  if (isPlain && !isDeceived) return 'yes';
  const clauses = sentences.flatMap((sentence) => sentence.clauses);
  const isToldAfter = sentences
    .flatMap(({ whole, clauses: its, parts }) =>
      its.map((clause, n) => ({ whole, clause, own: parts[n] ?? '' })),
    )
    .some(({ whole, own }, n, all) => {
      const before = all[n - 1]?.clause ?? '';
      const isOf = isOfBefore(own) && names.isLongIn(before) && !names.isOtherIn(before);
      return isOf && isGone(own, whole);
    });
  if (isToldAfter || about.length > 0 || names.all.some((name) => isBesideUndone(said, name)))
    return 'perhaps';
  if (sentences.some((sentence) => mayDeny(sentence, task, { names, usual, does })))
    return 'perhaps';
  // What was asked to be undone in time may have landed since.
  const isAsked = task.calls.some((call) => isUndoOf(call, { ...entry, landed: [] }));
  const isTold = names.all.some((name) => mentions(said, name));
  if (!isAsked && !isTold && saysAllUndone(said)) return 'perhaps';
  if (undos.length === 0) return 'no';
  if (clauses.some((one) => mentions(one, entry.id))) return 'no';
  if (!clauses.some((one) => saysUndone(one) && !names.isOtherIn(one))) return 'no';
  const others = effects.map(({ id }) => id).filter((id) => id !== entry.id);
  const isNamed = [entry.key, ...others].some((name) => mentions(said, name));
  const isSure = !isDeceived && !isNamed && entry.doubt === null;
  return isSure && saysAllUndone(said) ? 'yes' : 'perhaps';
}

/** Whether a sentence of an answer may say of what it names that it does not stand. */
function mayDeny(
  { field, clauses }: Sentence,
  { ending, start }: TaskRecord,
  {
    names,
    usual,
    does,
  }: { readonly names: EntryNames; readonly usual: UsualWords; readonly does: string },
): boolean {
  if (ending.how !== 'answered') return false;
  const states = statesOf(does);
  const known = new Set([...usual.words, ...nounsOf(does).map(asDone), ...states]);
  const isFull = ending.disposition === 'full';
  if (isFull && ending.correct === true) return false;
  const isUnusual = (text: string) => {
    // Without a baseline nothing shows that a word of a full answer is unusual.
    if (isFull && (usual.words.size === 0 || !saysOfName(text))) return false;
    return tellsOfUnknown(text, known);
  };
  return clauses.some((clause) => {
    if (!names.isLongIn(clause)) return false;
    if (mayNameUndone(field)) return true;
    if (isUsualClause(names.hidden(clause), usual)) return false;
    const own = unquoted(clause.slice(field.length + 1), askedIn(start));
    // Of what the task was given, that nothing befell it denies what was done to it.
    const isGiven = names.all.some((name) => mentions(askedIn(start), name));
    const text = names.apartFrom(names.hidden(isGiven ? own : withoutUnaffected(own)));
    if (!text.includes('#') && !names.isIn(field)) return false;
    const parts = text.split(/:\s/).filter((part) => part.includes('#'));
    return (
      [text, ...parts].some((part) => denies(part)) ||
      (deniesAll(text) && !saysStands(text, states)) ||
      saysAtRest(text, known, isFull || usual.words.size === 0) ||
      isUnusual(text)
    );
  });
}

/** The participle of making a thing: `page` is `paged`. */
function asDone(noun: string): string {
  return `${noun.replace(/e$/, '')}ed`;
}

/** A clause without what it quotes of the input: a ticket `"no badge"` denies nothing. */
function unquoted(clause: string, input: unknown): string {
  return clause.replaceAll(/["'“„«]([^"'“”„«»]+)["'”“»]/g, (quoted, inner: string) =>
    mentions(input, inner) ? '' : quoted,
  );
}

/** Whether one word says that all was undone, and the rest says at most what there is not. */
function saysAllUndone(said: unknown): boolean {
  const all = scalarsOf(said).map(({ field, text }) => ({
    field: apart(field),
    text: text.trim(),
  }));
  const rest = all.filter(({ text }) => !saysWholeUndone(text));
  return (
    rest.length < all.length &&
    rest.every(
      ({ field, text }) => !saysOpen(field) && (!/\s/.test(text) || isAllDenied({ field, text })),
    )
  );
}

function isAllDenied(scalar: Scalar): boolean {
  return sentencesOf(scalar).every(({ clauses }) => clauses.every(saysNone));
}

/** Whether an effect undoes something, so that an answer rightly says that something is gone. */
export function isUndoItself({ does, input }: Entry): boolean {
  return isUndoing(does) || scalarsOf(input).some(({ text }) => isUndoing(text));
}

/** Whether a call asks to undo an entry, by its id or its key. */
export function isUndoOf(call: TaskCall, { point, id, key, landed }: Entry): boolean {
  const { start } = call;
  if (start.point !== point || start.safe || start.seq < (landed[0] ?? 0)) return false;
  const asked = argumentsOf(call);
  if (!isUndoing(start.label) && !asked.some(({ text }) => isUndoing(text))) return false;
  return [{ text: start.path ?? '' }, ...asked].some(
    ({ text }) => mentions(text, id) || mentions(text, key),
  );
}

/** Whether an object holds the id and, beside it, that something was undone. */
function isBesideUndone(said: unknown, id: string): boolean {
  if (typeof said !== 'object' || said === null) return false;
  const fields = Object.entries(said);
  const isHere = fields.some(([name, value]) => value === id && !saysOpen(apart(name)));
  const isWord = (value: unknown) => typeof value === 'string' && !/\s\S+\s/.test(value);
  const isGone = fields.some(([name, value]) => {
    const word = value === true ? apart(name) : isWord(value) ? String(value) : '';
    return saysUndone(word) || mayNameUndone(word);
  });
  const isBoth = !Array.isArray(said) && isHere && isGone;
  return isBoth || fields.some(([, value]) => isBesideUndone(value, id));
}
