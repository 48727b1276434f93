import type { Entry } from '../ledger.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf, scalarsOf, type Scalar } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord } from '../tasks.ts';
import {
  isUndoing,
  saysNone,
  saysOpen,
  saysUndone,
  saysUnsure,
  saysWholeUndone,
} from './undone-words.ts';

/**
 * Whether the answer or error of a task says that an effect which stands was undone: `yes` where a
 * plain sentence says so of its id, or a status (`compensated`) of all that the task asked to undo;
 * `perhaps` where other words may say so. No where a true reply told the agent so.
 */
export function toldAsUndone(entry: Entry, task: TaskRecord): 'yes' | 'perhaps' | 'no' {
  const { ending, effects } = task;
  if (ending.how === 'hung' || entry.id === '' || isUndoItself(entry)) return 'no';
  const said = ending.how === 'answered' ? ending.answer : ending.error;
  const sentences = scalarsOf(said).flatMap(sentencesOf);
  const undone = sentences.filter(({ clauses }) => clauses.some(saysUndone));
  const isBeside = isBesideUndone(said, entry.id);
  if (undone.length === 0 && !isBeside) return 'no';
  const undos = task.calls.filter((call) => isUndoOf(call, entry));
  if (undos.some(isSound)) return 'no';
  const names = (text: string) => mentions(text, entry.id);
  const others = effects.map(({ id }) => id).filter((id) => id !== entry.id);
  const namesOther = (text: string) => others.some((id) => mentions(text, id));
  const about = undone.filter(({ clauses }) =>
    clauses.some((one) => saysUndone(one) && names(one)),
  );
  const isDeceived = undos.some(({ end }) => end !== null && end.taint !== '');
  const isPlain = about.some(({ whole }) => !saysUnsure(whole) && !namesOther(whole));
  if (isPlain && !isDeceived && !isShort(entry.id)) return 'yes';
  if (about.length > 0 || isBeside) return 'perhaps';
  const clauses = sentences.flatMap((sentence) => sentence.clauses);
  if (undos.length === 0 || clauses.some(names)) return 'no';
  if (!clauses.some((one) => saysUndone(one) && !namesOther(one))) return 'no';
  const isNamed = [entry.key, ...others].some((name) => mentions(said, name));
  const isSure = !isDeceived && !isNamed && entry.doubt === null;
  return isSure && saysAllUndone(said) ? 'yes' : 'perhaps';
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
      ({ field, text }) => !saysOpen(field) && (!/\s/.test(text) || deniesAll({ field, text })),
    )
  );
}

function deniesAll(scalar: Scalar): boolean {
  return sentencesOf(scalar).every(({ clauses }) => clauses.every(saysNone));
}

/** Whether an effect undoes something, so that an answer rightly says that something is gone. */
function isUndoItself({ does, input }: Entry): boolean {
  return isUndoing(does) || scalarsOf(input).some(({ text }) => isUndoing(text));
}

/** Whether a call asks to undo an entry, by its id or its key. */
function isUndoOf(call: TaskCall, { point, id, key, landed }: Entry): boolean {
  const { start } = call;
  if (start.point !== point || start.safe || start.seq < (landed[0] ?? 0)) return false;
  const asked = argumentsOf(call);
  if (!isUndoing(start.label) && !asked.some(({ text }) => isUndoing(text))) return false;
  return [{ text: start.path ?? '' }, ...asked].some(
    ({ text }) => mentions(text, id) || mentions(text, key),
  );
}

/** A short number may stand in a sentence by chance. */
function isShort(id: string): boolean {
  return /^\d{1,3}$/.test(id);
}

interface Sentence {
  readonly whole: string;
  readonly clauses: readonly string[];
}

const clauseEnds =
  /,(?=\s)|\s[-\u2013\u2014]\s|\b(?:but|while|yet|and|so|as|because|since|after|when|aber|und|weil|nachdem|mais|et|car|pero|porque|mas)\b/i;

/** The sentences of a scalar, each with the name of its field. */
function sentencesOf({ field, text }: Scalar): readonly Sentence[] {
  const name = apart(field);
  const parts = text.split(/[.!?](?=\s|$)|[;\n\r]/).filter((part) => part.trim() !== '');
  return parts.map((part) => {
    const clauses: string[] = [];
    let short = '';
    for (const clause of part.split(clauseEnds)) {
      short = `${short} ${clause}`;
      // "TENT-1 and TENT-2 were cancelled" is one clause.
      if (clause.trim().split(/\s+/).length < 3 && clause !== part) continue;
      clauses.push(`${name}: ${short}`);
      short = '';
    }
    const all = short === '' ? clauses : [...clauses, `${name}: ${short}`];
    return { whole: `${name}: ${part}`, clauses: all };
  });
}

/** Whether an object holds the id and, beside it, that something was undone. */
function isBesideUndone(said: unknown, id: string): boolean {
  if (typeof said !== 'object' || said === null) return false;
  const fields = Object.entries(said);
  const isHere = fields.some(([name, value]) => value === id && !saysOpen(apart(name)));
  const isWord = (value: unknown) => typeof value === 'string' && !/\s\S+\s/.test(value);
  const isGone = fields.some(([name, value]) =>
    saysUndone(value === true ? apart(name) : isWord(value) ? String(value) : ''),
  );
  const isBoth = !Array.isArray(said) && isHere && isGone;
  return isBoth || fields.some(([, value]) => isBesideUndone(value, id));
}

/** The words of a field's name: `cancelledTents` is `cancelled Tents`. */
function apart(field: string): string {
  return field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}
