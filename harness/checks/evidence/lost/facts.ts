import { answerIn } from '../ending/said.ts';
import { jsonOrText } from '../../../model/json/parsed-json.ts';
import { noncesOf } from '../claims/claims.ts';
import type { TaskRecord } from '../tasks.ts';
import { leavesOf, type Leaf } from '../partial/leaves.ts';
import { isOfTheWay, withoutTheWay } from './of-the-way.ts';

/** What a JSON value states, whatever its form and order. */
export interface Facts {
  /** Its numbers in one way of writing (`1200` for `1,200`), without those of ids, dates and times. */
  readonly numbers: ReadonlySet<string>;
  /** Its dates and times of day. */
  readonly times: ReadonlySet<string>;
  readonly nonces: ReadonlySet<string>;
  /** The words of its texts in lower case, and its flags by field: `open true`. */
  readonly words: ReadonlySet<string>;
}

/** The facts of a value. */
export function factsOf(value: unknown): Facts {
  return gathered(statedIn(value));
}

/** The facts of an answer, apart from numbers and flags of how it came about (`attempts: 3`, `after 3 tries`). */
export function factsOfAnswer(answer: unknown): Facts {
  const stated = statedIn(answer).flatMap((leaf): readonly Leaf[] => {
    if (typeof leaf.value === 'string') return [{ ...leaf, value: withoutTheWay(leaf.value) }];
    return isOfTheWay(fieldOf(leaf)) ? [] : [leaf];
  });
  return gathered(stated);
}

/** The facts of a task's answer; none of one that gave none. */
export function factsToldBy({ ending }: Pick<TaskRecord, 'ending'>): Facts {
  return factsOfAnswer(answerIn(ending));
}

/** Whether two values state the same, apart from their nonces. */
export function isAlike(one: Facts, other: Facts): boolean {
  return (['numbers', 'times', 'words'] as const).every((kind) => isSame(one[kind], other[kind]));
}

/** The strings, numbers and flags of a value, those in a text of JSON too. */
export function statedIn(value: unknown, path = ''): readonly Leaf[] {
  return leavesOf(value, path).flatMap((leaf): readonly Leaf[] => {
    const inner = typeof leaf.value === 'string' ? jsonOrText(leaf.value) : leaf.value;
    return typeof inner === 'object' ? statedIn(inner, leaf.path) : [leaf];
  });
}

/** The words of a leaf in lower case, without its nonces. */
export function wordsIn(leaf: Leaf): readonly string[] {
  const { value } = leaf;
  if (typeof value === 'boolean') return [`${fieldOf(leaf)} ${value}`.trim()];
  if (typeof value === 'number') return [];
  const rest = noncesOf(value).reduce((text, nonce) => text.replaceAll(nonce, ' '), value);
  return rest.replaceAll(time, ' ').toLowerCase().match(word) ?? [];
}

/** The words of a text that is a value, such as a state or a name, at most; what is longer is told in other words. */
export const mostWords = 4;

/** Whether all words of a text are among others. */
export function isIn(words: readonly string[], all: ReadonlySet<string>): boolean {
  return words.every((word) => all.has(word));
}

function gathered(leaves: readonly Leaf[]): Facts {
  return {
    numbers: new Set(leaves.flatMap(numbersIn)),
    times: new Set(leaves.flatMap(({ value }) => String(value).match(time) ?? [])),
    nonces: new Set(noncesOf(leaves.map(({ value }) => value))),
    words: new Set(leaves.flatMap(wordsIn)),
  };
}

/** The numbers of a leaf, each in one way of writing. */
export function numbersIn({ value }: Leaf): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'boolean') return [];
  const said = value.match(number) ?? [];
  return said.map((one) => String(Number(plain(one)))).filter((one) => one !== 'NaN');
}

/** The nearest field of a leaf; of those in a list that of the list. */
export function fieldOf({ path }: Leaf): string {
  return path.split('.').findLast((name) => !/^\d+$/.test(name)) ?? '';
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}

/** A number that is no part of an id, a date, a time or a range; it may have a short unit: `350mg`. */
export const number =
  /(?<![\p{L}\p{N}_-]|\d[.,:/])-?\d+(?:[.,]\d+)*(?![.,:/-]?\d|\p{L}{0,3}\d|\p{L}{4,})/gu;
const time =
  /\b(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}:\d\d(?::\d\d)?)\b/g;
const word = /\p{L}[\p{L}\p{M}\p{N}_'’-]*/gu;

/** `1,200` and `1,200.5` have marks of thousands, `12,5` a decimal comma. */
function plain(said: string): string {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(said)
    ? said.replaceAll(',', '')
    : said.replace(/,(\d+)$/, '.$1');
}
