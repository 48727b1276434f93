import { canonical } from '../../../model/json/json.ts';
import { madeForTask, type Ledger } from '../ledger.ts';
import { folded } from '../prose/words.ts';
import { argumentsOf, scalarsOf, type Scalar } from '../scalars.ts';
import { byOp, isSound, type TaskCall, type TaskRecord } from '../tasks.ts';
import { nounsOf } from '../undone/entry-names.ts';

/** What a conversation had done and what it lacks, in words. */
export interface Parts {
  /** What only the calls that are lacking had, and what only the messages asked that were told as less. */
  readonly things: readonly Thing[];
  /** Names of what was done: arguments, and ids with their first letters. */
  readonly done: readonly string[];
  /** The same of what was done since the last message. */
  readonly own: readonly string[];
  /** Whether there was one message only. */
  readonly isOne: boolean;
  /** Whether the last message may itself have been about more than one thing. */
  readonly isOfMany: boolean;
  /** What the last message asks. */
  readonly asked: string;
  /** What replies told since the answer that told what is lacking. */
  readonly replies: readonly unknown[];
  readonly nouns: readonly string[];
}

/** Something that is lacking, by the words that name it. */
export interface Thing {
  readonly words: readonly string[];
  /** How many of them name it. */
  readonly fewest: number;
  /** Whether its words are hardly there by chance. */
  readonly isTelling: boolean;
}

/** What a conversation had done, and what it lacks of the effects of a label. */
export function partsOf(ledger: Ledger, task: TaskRecord, label: string): Parts {
  const { turns, calls, start } = task;
  const begun = turns.at(-1)?.seq ?? -1;
  const entries = madeForTask(ledger, task);
  const makers = new Set([...entries.flatMap((entry) => entry.calls), ...madeBy(task)]);
  const wordsOf = (its: readonly TaskCall[]) =>
    its.flatMap(argumentsOf).flatMap(({ text }) => tokensOf(text));
  const made = [...makers].filter((call) => calls.includes(call));
  const since = made.filter((call) => call.start.seq > begun);
  const idsOf = (seq: number) =>
    entries
      .filter(({ landed }) => landed.some((at) => at > seq))
      .flatMap(({ id }) => [...tokensOf(id), ...tokensOf(id.split('-', 1)[0] ?? '')]);
  const done = [...wordsOf([...makers]), ...idsOf(-1)];
  const lacking = byOp(calls.filter((call) => call.start.label === label))
    .filter((attempts) => !attempts.some((call) => makers.has(call)))
    .flatMap((attempts) => attempts.flatMap(argumentsOf));
  const messages = [start.input, ...turns.map(({ input }) => input)].map(textOf);
  const isLess = messages.map((_, n) => {
    const ending = turns[n]?.ending;
    return ending?.how === 'answered' && ending.disposition !== 'full';
  });
  const others = messages.filter((_, n) => !isLess[n]).flatMap(tokensOf);
  const told = turns.findLast((_, n) => isLess[n])?.seq ?? -1;
  const later = calls.filter((call) => call.start.seq > told && isSound(call));
  const own = since.flatMap(argumentsOf);
  return {
    things: [
      ...lacking.flatMap((scalar) => thingsOf(scalar, done)),
      ...messages.flatMap((text, n) => (isLess[n] ? wishOf(text, [...done, ...others]) : [])),
    ],
    done,
    own: [...wordsOf(since), ...idsOf(begun)],
    isOne: turns.length === 0,
    isOfMany:
      since.length > 1 ||
      own.some(({ text }) => /^[2-9]$|^\d{2,}$/.test(text)) ||
      later.some((call) => call.start.seq > begun && !makers.has(call)),
    asked: messages.at(-1) ?? '',
    replies: later.map(({ end }) => lowered(end?.meaning)),
    nouns: nounsOf(label),
  };
}

/** The calls of a task that made an effect. */
function madeBy({ calls, effects }: TaskRecord): readonly TaskCall[] {
  const made = new Set(effects.map(({ call }) => call));
  return calls.filter(({ start }) => made.has(start.call));
}

function thingsOf({ field, text }: Scalar, done: readonly string[]): readonly Thing[] {
  const words = tokensOf(text).filter((word) => !done.includes(word));
  if (words.length === 0) return [];
  // A number says nothing without what it numbers.
  if (/^[\d.]+$/.test(text)) {
    return [{ words: [...tokensOf(field), ...words], fewest: 2, isTelling: true }];
  }
  const fewest = words.length > 3 ? Math.ceil(words.length / 2) : words.length;
  return [{ words, fewest, isTelling: /[\p{Lu}\d]/u.test(text) || words.length > 1 }];
}

function wishOf(text: string, known: readonly string[]): readonly Thing[] {
  const words = tokensOf(text).filter((word) => word.length > 3 && !known.includes(word));
  if (words.length === 0) return [];
  const fewest = Math.min(words.length, Math.max(2, Math.ceil(words.length / 2)));
  return [{ words: [...new Set(words)], fewest, isTelling: false }];
}

/** Whether a text names a thing. */
export function isNamed({ words, fewest }: Thing, text: string): boolean {
  const said = new Set(tokensOf(text));
  return words.filter((word) => said.has(word)).length >= fewest;
}

/** The words of a text that may name something, each in lower case. */
export function tokensOf(text: string): readonly string[] {
  const all = folded(text).match(/[\p{L}\p{N}]+(?:[-@._][\p{L}\p{N}]+)*/gu) ?? [];
  return all.filter((word) => (word.length > 2 || /\d/.test(word)) && !common.has(word));
}

const common: ReadonlySet<string> = new Set(
  'the and for with from that this your our you are was not all true false und der die das fur mit von les des pour avec una los las para por con uma dos com'.split(
    ' ',
  ),
);

function lowered(value: unknown): unknown {
  return folded(typeof value === 'string' ? value : canonical(value ?? null));
}

function textOf(input: unknown): string {
  return scalarsOf(input)
    .map(({ text }) => text)
    .join('. ');
}
