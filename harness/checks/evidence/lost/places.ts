import { literal } from '../naming/slots.ts';
import type { Leaf } from '../partial/leaves.ts';
import { partsOf } from '../prose/sentences.ts';
import { folded } from '../prose/words.ts';
import { isSameField } from '../scalars.ts';
import { fieldOf, mostWords, number, numbersIn, statedIn } from './facts.ts';
import { isOfTheWay, withoutTheWay } from './of-the-way.ts';

/** Where a value stands in an answer. */
export interface Place {
  /** The path of the text that holds it, whatever the number of an item. */
  readonly path: string;
  /** Whether it is all of that text. */
  readonly isAll: boolean;
  /** The word before it in its clause, and whether such as "is" or ":" stands between; null where it begins the clause. */
  readonly before: { readonly word: string; readonly isLinked: boolean } | null;
  /** The word that follows it in its clause. */
  readonly after: string | null;
  /** The value, as a number or a text. */
  readonly value: Leaf['value'];
}

/** What stands in a place in another answer, and the sentence around it. */
export interface Filler {
  readonly value: Leaf['value'];
  readonly around: string;
}

/** The places in which an answer tells a value that a reply holds. */
export function placesOf(answer: unknown, told: Leaf): readonly Place[] {
  if (saysLittle(told)) return [];
  return statedIn(answer).flatMap((leaf): readonly Place[] => {
    const path = pathOf(leaf);
    const all = { path, isAll: true, before: null, after: null, value: told.value };
    if (typeof told.value === 'boolean' || typeof leaf.value !== 'string') {
      const isFlag = typeof told.value === 'boolean';
      const isIt =
        leaf.value === told.value && (!isFlag || isSameField(fieldOf(leaf), fieldOf(told)));
      return isIt && !isOfTheWay(fieldOf(leaf)) ? [all] : [];
    }
    const text = withoutTheWay(leaf.value);
    return matchesOf(text, told.value).flatMap((match): readonly Place[] => {
      const [start, end] = [match.index, match.index + match[0].length];
      const before = text.slice(0, start).split(clauseEnd).at(-1) ?? '';
      const after = text.slice(end).split(clauseEnd)[0] ?? '';
      if (text.trim() === match[0]) return [all];
      const next = tokensOf(after)[0];
      return [
        {
          ...all,
          isAll: false,
          before: wordBefore(tokensOf(before)),
          after: next === undefined ? null : folded(next),
        },
      ];
    });
  });
}

/** Whether two values stand in the same place. */
export function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.path === other.path &&
    one.isAll === other.isAll &&
    one.after === other.after &&
    one.before?.word === other.before?.word
  );
}

/** What an answer tells in a place: the values that stand there, whatever they are. */
export function foundIn(answer: unknown, place: Place): readonly Filler[] {
  const leaves = statedIn(answer);
  if (place.isAll) {
    return leaves
      .filter((leaf) => pathOf(leaf) === place.path)
      .filter(({ value }) => typeof value !== 'string' || isShort(tokensOf(value), place.value))
      .map((leaf) => ({ value: leaf.value, around: `${fieldOf(leaf)} ${String(leaf.value)}` }));
  }
  return leaves.flatMap(({ value }): readonly Filler[] => {
    if (typeof value !== 'string') return [];
    return partsOf(withoutTheWay(value)).flatMap((sentence) =>
      sentence.split(clauseEnd).flatMap((clause) => {
        const words = wordsAt(tokensOf(clause), place);
        return words === null ? [] : [{ value: valueOf(words), around: sentence }];
      }),
    );
  });
}

function matchesOf(text: string, value: string | number): readonly RegExpExecArray[] {
  if (typeof value === 'string') {
    return value.trim() === '' ? [] : [...text.matchAll(new RegExp(literal(value.trim()), 'giu'))];
  }
  return [...text.matchAll(number)].filter((match) =>
    numbersIn({ path: '', value: match[0] }).includes(String(value)),
  );
}

/** The words of a clause that stand in a place; null where none do, or more than a value has. */
function wordsAt(tokens: readonly string[], place: Place): readonly string[] | null {
  const { before, after, value } = place;
  const plain = tokens.map(folded);
  const unit = after !== null && isTelling(after) && !ofTime.test(after) ? after : null;
  if (before !== null && plain.includes(before.word)) {
    const ats = plain.flatMap((one, n) => (one === before.word ? [n + 1] : []));
    return ats.map((at) => wordsFrom(tokens, at, place)).find((words) => words !== null) ?? null;
  }
  if (unit === null) return null;
  const end = plain.indexOf(unit);
  if (end < 1) return null;
  const last = tokens[end - 1];
  if (typeof value === 'number') return isDigits(last) ? [last] : null;
  const words = tokens.slice(0, end);
  return before === null && words.length <= tokensOf(value.toString()).length ? words : null;
}

/** The words that follow the one before a place; null where they are no value. */
function wordsFrom(
  tokens: readonly string[],
  at: number,
  { before, after, value }: Place,
): readonly string[] | null {
  const plain = tokens.map(folded);
  const isFree = (one: string, n: number) => n >= at && !link.test(one);
  const start = plain.findIndex(isFree);
  if (start === -1) return null;
  const isLinked = start > at;
  if (isDigits(tokens[start]) && (isLinked || typeof value === 'number')) {
    return tokens.slice(start, start + 1);
  }
  const end = plain.findIndex((one, n) => n >= start && (one === after || /^[([]$/.test(one)));
  const words = tokens.slice(start, end === -1 ? undefined : end);
  if (before?.isLinked) return isLinked && isShort(words, value) ? words : null;
  // "Wind north" and "wind report" differ in nothing but what follows.
  const isEnded = after === null || plain[end] === after;
  return isEnded && words.length <= tokensOf(String(value)).length ? words : null;
}

function isShort(words: readonly string[], value: Leaf['value']): boolean {
  return words.length > 0 && words.length <= Math.max(mostWords, tokensOf(String(value)).length);
}

function isDigits(token: string | undefined): token is string {
  return token !== undefined && numbersIn({ path: '', value: token }).length > 0;
}

function valueOf(words: readonly string[]): Leaf['value'] {
  const text = words.join(' ');
  const [first] = numbersIn({ path: '', value: text });
  return words.length === 1 && first !== undefined ? Number(first) : text;
}

/** The last word before a value that tells what it is about. */
function wordBefore(tokens: readonly string[]): Place['before'] {
  const plain = tokens.map(folded);
  const at = plain.findLastIndex((token) => !link.test(token));
  const word = plain[at];
  return word !== undefined && isTelling(word) ? { word, isLinked: at < plain.length - 1 } : null;
}

function isTelling(token: string): boolean {
  return /^\p{L}[\p{L}/'-]+$/u.test(token);
}

/** Whether a value is one that anything may tell: that it is well, a letter, or a word between others. */
function saysLittle({ value, ...at }: Leaf): boolean {
  if (typeof value === 'number') return false;
  if (typeof value === 'boolean') return well.test(fieldOf({ value, ...at }));
  return (
    value.trim().length < 2 ||
    tokensOf(value).every((one) => well.test(one) || link.test(folded(one)))
  );
}

function pathOf({ path }: Leaf): string {
  return path.replaceAll(/(^|\.)\d+(?=\.|$)/g, '$1*');
}

function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}_'’:.,/-]*[\p{L}\p{M}\p{N}_%°]|[:=([]/gu) ?? [];
}

const clauseEnd = /[.,!?](?=\s|$)|[;)\]|\n\r]|\s[-\u2013\u2014]\s/;

/** What links a value to the word that it is about. */
const link =
  /^(?:[:=([]|is|are|was|were|be|been|will|of|at|an?|the|that|as|to|by|from|with|ist|sind|war|waren|wird|von|bei|eine?|der|die|das|den|est|sont|sera|de|la|les?|une?|du|es|son|sera|el|los|las|del|e|o|os|as|uma?|do|da)$/;

const well = /^(?:ok|okay|done|success\w*|true|false|yes|no)$/i;

/** A unit that a wait or an age has as well. */
const ofTime =
  /^(?:ms|s|secs?|seconds?|mins?|minutes?|h|hours?|days?|weeks?|sekunden?|minuten?|stunden?|tagen?|tage?|heures?|jours?|horas?|dias?|minutos?|segundos?|times?|tries|attempts?)$/;
