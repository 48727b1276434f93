import { canonical } from '../../../model/json/json.ts';
import { madeForTask, type Ledger } from '../ledger.ts';
import { literalOf } from '../lost/pinned.ts';
import { mentions } from '../mentions.ts';
import { saysDone } from '../prose/deeds.ts';
import { saysSo } from '../prose/failures.ts';
import { sentencesOf } from '../prose/sentences.ts';
import { affirms, claimsAll, namesAll, saysLess, tellsOfTelling } from '../prose/totality.ts';
import { folded } from '../prose/words.ts';
import { argumentsOf, scalarsOf, type Scalar } from '../scalars.ts';
import { byOp, isSound, type TaskCall, type TaskRecord } from '../tasks.ts';
import { nounsOf } from '../undone/entry-names.ts';

/** What the last answer of a conversation says of an effect whose lack an answer before it told. */
export interface LackingSaid {
  /** `told` where it says again what is lacking, `nothing` where it says nothing of it. */
  readonly how: 'claimed' | 'perhaps' | 'told' | 'nothing';
  /** The words that say so; '' where it says nothing. */
  readonly words: string;
}

/**
 * Reads what the last answer of a conversation says of the effects of a label that are lacking: it claims them where a
 * clause names what only their calls had, or where it says that all is done, and its own message did no more than one thing.
 */
export function saidOfLacking(ledger: Ledger, task: TaskRecord, label: string): LackingSaid {
  if (task.ending.how !== 'answered') return { how: 'nothing', words: '' };
  const parts = partsOf(ledger, task, label);
  const found = scalarsOf(task.ending.answer).flatMap((scalar) => saidIn(scalar, parts));
  const claims = found.filter(({ how }) => how === 'claimed');
  const isTold = found.some(({ how }) => how === 'told');
  const [claim] = claims;
  if (claim) return isTold ? { ...claim, how: 'perhaps' } : claim;
  const told = found.find(({ how }) => how === 'told');
  const perhaps = found.find(({ how }) => how === 'perhaps');
  return told ?? perhaps ?? { how: 'nothing', words: '' };
}

/**
 * Whether what is expected of each message settles that an answer which may claim more speaks of its own: it names
 * something that the last message had done, and nothing that is lacking.
 */
export function isOfOwnPart(ledger: Ledger, task: TaskRecord, label: string): boolean {
  const { ending, start, turns } = task;
  if (ending.how !== 'answered' || ending.correct !== true || start.shouldSay === undefined)
    return false;
  if (turns.every(({ shouldSay }) => shouldSay === undefined)) return false;
  const { things, own } = partsOf(ledger, task, label);
  const named = tokensOf(literalOf(start.shouldSay));
  const isNamed = (word: string) => named.includes(word);
  return own.some(isNamed) && !things.some(({ words }) => words.some(isNamed));
}

/** What a conversation had done and what it lacks, in words. */
interface Parts {
  /** What only the calls that are lacking had, and what only the messages asked that were told as less. */
  readonly things: readonly Thing[];
  /** Names of what was done: arguments, and ids with their first letters. */
  readonly done: readonly string[];
  /** The same of what was done since the last message. */
  readonly own: readonly string[];
  /** Whether the last message may itself have been about more than one thing. */
  readonly isOfMany: boolean;
  /** What the last message asks. */
  readonly asked: string;
  /** What replies told since the answer that told what is lacking. */
  readonly replies: readonly unknown[];
  readonly nouns: readonly string[];
}

interface Thing {
  readonly words: readonly string[];
  /** How many of them name it. */
  readonly fewest: number;
  /** Whether its words are hardly there by chance. */
  readonly isTelling: boolean;
}

function partsOf(ledger: Ledger, task: TaskRecord, label: string): Parts {
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

/** What one text of an answer says of what is lacking. */
function saidIn({ field, text }: Scalar, parts: Parts): readonly LackingSaid[] {
  // What is asked is not said.
  const said = text.replaceAll(/[^.!?;\n]*\?(?=\s|$)/g, ' ');
  const blocks = /^\s*(?:[-*\u2022]|\d+[.)])\s/m.test(said)
    ? [said]
    : said.split(/(?<=[.!?])\s|\n/);
  const found = blocks.flatMap((block) => {
    const isList =
      /[:;,\n]|\band\b/.test(block) && tokensOf(block).some((word) => parts.done.includes(word));
    return sentencesOf({ field, text: block }).flatMap(({ field: name, whole, clauses }) => {
      const bare = whole.slice(name.length + 1).trim();
      const all = claimsAll(bare, parts.nouns);
      const how = all === 'surely' && !parts.isOfMany ? 'claimed' : 'perhaps';
      const ofAll: readonly LackingSaid[] = all === 'no' ? [] : [{ how, words: bare }];
      return [...ofAll, ...clauses.flatMap((clause) => naming({ clause, whole, isList }, parts))];
    });
  });
  const isAsked = namesAll(parts.asked) || parts.things.some((one) => isNamed(one, parts.asked));
  const isYes = affirms(said) && isAsked && found.every(({ how }) => how !== 'told');
  return isYes ? [...found, { how: 'perhaps', words: said.trim() }] : found;
}

interface Naming {
  readonly clause: string;
  readonly whole: string;
  /** Whether it stands in a list with something that was done. */
  readonly isList: boolean;
}

function naming({ clause, whole, isList }: Naming, parts: Parts): readonly LackingSaid[] {
  const named = parts.things.filter((thing) => isNamed(thing, clause));
  const words = clause.slice(clause.indexOf(':') + 1).trim();
  return named.flatMap((thing): readonly LackingSaid[] => {
    if (saysLess(clause)) return [{ how: 'told', words }];
    const isDone = saysDone(clause) || (saysDone(whole) && !saysLess(whole)) || isList;
    if (!isDone && !thing.isTelling) return [];
    if (!isDone && !saysSo(clause) && isNamed(thing, parts.asked)) return [];
    const isSure =
      isDone &&
      thing.isTelling &&
      !tellsOfTelling(whole) &&
      !isBeside(thing, clause, parts.done) &&
      !parts.replies.some((reply) => thing.words.some((word) => mentions(reply, word)));
    return [{ how: isSure ? 'claimed' : 'perhaps', words }];
  });
}

function isNamed({ words, fewest }: Thing, text: string): boolean {
  const said = new Set(tokensOf(text));
  return words.filter((word) => said.has(word)).length >= fewest;
}

/** Whether a clause names a thing only beside what was done: "Tom is entered against Priya", "on Priya's list". */
function isBeside({ words }: Thing, clause: string, done: readonly string[]): boolean {
  if (!tokensOf(clause).some((word) => done.includes(word))) return false;
  const plain = folded(clause);
  const at = words.map((word) => plain.indexOf(word)).filter((one) => one !== -1);
  return (
    before.test(plain.slice(0, Math.min(...at))) || words.some((w) => plain.includes(`${w}'s`))
  );
}

const before =
  /\b(?:against|for|of|on|to|from|before|after|than|like|with|at|in|gegen|fur|von|zu|vor|nach|bei|mit|contre|pour|de|avant|apres|avec|chez|contra|para|antes|despues|con|depois|com)(?: \S+){0,2} ?$/;

function tokensOf(text: string): readonly string[] {
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
