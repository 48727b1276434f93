import { askedIn } from '../../../model/scenario.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';
import { factsOf, factsToldBy, isIn, mostWords, statedIn, wordsIn, type Facts } from './facts.ts';
import { evidenceOf, falsifiedIn, newsOf, type Loss } from './loss.ts';
import { sumsOf, type Sum } from './sums.ts';

/** A task's answer, and what the task could know. */
interface Telling {
  readonly told: Facts;
  /** The facts of its input and of its true replies, without what these repeat of their calls. */
  readonly known: Facts;
  /** The short texts of its true replies, each in words. */
  readonly heard: readonly (readonly string[])[];
  /** The short texts of replies that a task without faults got where the struck one did not, each in words. */
  readonly missed: readonly (readonly string[])[];
  /** The short texts that a fault put into its replies, each in words. */
  readonly falsified: readonly (readonly string[])[];
  /** All facts of those replies. */
  readonly missedFacts: Facts;
  /** The sums of the fields of its true replies. */
  readonly sums: ReadonlyMap<string, Sum>;
  /** The sums of the fields of those replies. */
  readonly missedSums: ReadonlyMap<string, Sum>;
}

/** What an answer in full may have lost. */
export interface LostFact {
  readonly words: string;
  /** What the answer tells and may not be so; null where it lacks something. */
  readonly told: string | null;
}

/**
 * What an answer in full may have lost, in words: it lacks what it tells without faults, tells what
 * no true reply told it, or what it leaves out without faults; null where it does none of these. Answers that are alike without faults are held to
 * all of their words, unless the task's effects say what it should do; others only to what they took
 * from the replies that the task missed.
 */
export function lostFact(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  loss: Loss,
  points: TaskRecords['points'],
): LostFact | null {
  const own = tellingOf(task, [], points);
  const usual = twins.map((twin, n) => tellingOf(twin, loss.missed[n] ?? [], points));
  const isBound = Object.keys(task.start.shouldDo ?? {}).length > 0;
  const other = usual.every(({ missedFacts }) => isEmpty(missedFacts))
    ? null
    : differenceOf(own, usual, { loss, isBound });
  if (other !== null) return other;
  const isGuess = !isBound && evidenceOf(task, points).length === 0 && isGuessed(own, usual, loss);
  return isGuess
    ? { words: 'is that of before and after, though no reply told it anything', told: guessed }
    : null;
}

/** What an answer that is guessed tells: nothing but that. */
const guessed = '';

/** How an answer differs from those without faults in what they took from the replies that it missed. */
function differenceOf(
  own: Telling,
  usual: readonly Telling[],
  { loss, isBound }: { readonly loss: Loss; readonly isBound: boolean },
): LostFact | null {
  const invented = inventedNumber(own, usual) ?? staleText(own, usual) ?? falseText(own, usual);
  const figure = missingFigure(own, usual, isBound);
  if (invented !== null) {
    const other = figure === null ? '' : `; without faults it tells ${figure}`;
    return { words: `tells ${invented}, which no true reply told it${other}`, told: invented };
  }
  const sum = partialSum(own, usual);
  if (sum !== null) {
    const { field, text } = sum;
    return {
      words: `tells ${text}, which '${field}' adds up to in the replies that came; without faults that call's is added`,
      told: text,
    };
  }
  const lacking = figure ?? missingWord(own, usual, { loss, isBound });
  if (lacking !== null) {
    return { words: `lacks ${lacking}, which it tells without faults`, told: null };
  }
  const added = loss.call.start.safe ? addedText(own, usual) : null;
  return added === null
    ? null
    : { words: `tells ${added}, which without faults it knows and leaves out`, told: added };
}

/** Whether an answer that rests on no reply tells nothing that it may know by heart: no figure, no word of a lost one. */
function isGuessed({ told, known }: Telling, usual: readonly Telling[], { missed }: Loss): boolean {
  if (!missed.every(hasQuestion)) return false;
  const isKnown = (one: string) => known.numbers.has(one) || known.times.has(one);
  if (![...told.numbers, ...told.times].every(isKnown)) return false;
  return !usual.some(({ missedFacts }) =>
    [...missedFacts.words].some((one) => told.words.has(one)),
  );
}

function hasQuestion(missed: readonly TaskCall[]): boolean {
  return missed.some(({ start }) => start.safe);
}

function tellingOf(
  task: TaskRecord,
  missed: readonly TaskCall[],
  points: TaskRecords['points'],
): Telling {
  const news = evidenceOf(task, points).map(newsOf);
  const replies = missed.map(newsOf);
  return {
    told: factsToldBy(task),
    known: factsOf([askedIn(task.start), ...news]),
    heard: textsOf(news),
    missed: textsOf(replies),
    falsified: falsifiedIn(task, points).flatMap(falseTextsOf),
    missedFacts: factsOf(replies),
    sums: sumsOf(news),
    missedSums: sumsOf(replies),
  };
}

function textsOf(value: unknown): readonly (readonly string[])[] {
  return statedIn(value)
    .map(wordsIn)
    .filter((words) => words.length > 0 && words.length <= mostWords);
}

function falseTextsOf(call: TaskCall): readonly (readonly string[])[] {
  const { words } = factsOf(call.end?.truth);
  return textsOf(newsOf(call)).filter((text) => !isIn(text, words));
}

/**
 * A number that is in no true reply to the task, where more of them are than without faults. Those of
 * all its answers without faults are as right as they.
 */
function inventedNumber(own: Telling, usual: readonly Telling[]): string | null {
  const common = commonOf(usual.map(({ told }) => told.numbers));
  const unknownOf = ({ told, known }: Telling) =>
    [...told.numbers].filter((one) => !known.numbers.has(one) && !common.has(one));
  const its = unknownOf(own);
  return its.length > Math.max(...usual.map((one) => unknownOf(one).length))
    ? (its[0] ?? null)
    : null;
}

/**
 * A sum over the replies to the task, where without faults the sum over those that it missed, too, is told. A figure that
 * is one number without faults is no sum: a look may tell it in place of the reply that was lost.
 */
function partialSum(
  own: Telling,
  usual: readonly Telling[],
): { readonly field: string; readonly text: string } | null {
  const isAdded = (field: string) =>
    usual.every(({ told, sums, missedSums }) => {
      const { text = '', parts = 0 } = sums.get(field) ?? {};
      return parts > 1 && missedSums.has(field) && told.numbers.has(text);
    });
  for (const [field, { text }] of own.sums) {
    const isOther = own.told.numbers.has(text) && usual.some(({ told }) => !told.numbers.has(text));
    if (isOther && isAdded(field)) return { field, text };
  }
  return null;
}

/** A text that one task without faults was told in such a reply, and another one was not. */
function staleText({ told, known }: Telling, usual: readonly Telling[]): string | null {
  const common = commonOf(usual.map((one) => one.told.words));
  const stale = usual
    .flatMap((one) => one.missed.filter((words) => isIn(words, one.told.words)))
    .find((words) => isIn(words, told.words) && !isIn(words, common) && !isIn(words, known.words));
  return stale ? `'${stale.join(' ')}'` : null;
}

/** A text that only a falsified reply told the task, and that no answer without faults has. */
function falseText({ told, known, falsified }: Telling, usual: readonly Telling[]): string | null {
  const text = falsified.find(
    (words) =>
      isIn(words, told.words) &&
      !isIn(words, known.words) &&
      !usual.some((one) => isIn(words, one.told.words)),
  );
  return text ? `'${text.join(' ')}'` : null;
}

/**
 * A number, a date or a time of all answers without faults, or one nonce more than the answer has. The
 * clock tells dates, so only those of missed replies count.
 */
function missingFigure(own: Telling, usual: readonly Telling[], isBound: boolean): string | null {
  const { told, known } = own;
  const isHeld = !isBound && areAlike(usual);
  const lackingOf = (kind: 'numbers' | 'times', isAny: boolean) => {
    const missed = commonOf(usual.map(({ missedFacts }) => missedFacts[kind]));
    return [...commonOf(usual.map((one) => one.told[kind]))].find(
      (one) => !told[kind].has(one) && !known[kind].has(one) && (isAny || missed.has(one)),
    );
  };
  const figure = lackingOf('numbers', isHeld) ?? lackingOf('times', false);
  if (figure !== undefined) return figure;
  const nonces = usual.map((one) =>
    [...one.told.nonces].find((it) => one.missedFacts.nonces.has(it)),
  );
  const fewest = Math.min(...usual.map((one) => one.told.nonces.size));
  const isFewer = nonces.every((one) => one !== undefined) && told.nonces.size < fewest;
  return isFewer ? `the like of ${nonces[0]}` : null;
}

/** A word of all answers without faults, unless the task was told something else in its place. */
function missingWord(
  { told, known }: Telling,
  usual: readonly Telling[],
  { loss, isBound }: { readonly loss: Loss; readonly isBound: boolean },
): string | null {
  const common = commonOf(usual.map((one) => one.told.words));
  if (loss.others.some((call) => isTold(newsOf(call), told, usual))) return null;
  const [first, ...others] = usual;
  const held =
    !isBound && areAlike(usual)
      ? [...common].map((word) => [word])
      : (first?.missed ?? []).filter(
          (words) =>
            isIn(words, common) &&
            !isIn(words, known.words) &&
            others.every(({ missedFacts }) => isIn(words, missedFacts.words)),
        );
  const lacking = held.find((words) => !isIn(words, told.words));
  return lacking ? `'${lacking.join(' ')}'` : null;
}

/** Whether an answer tells something of a reply that the answers without faults do not. */
function isTold(reply: unknown, told: Facts, usual: readonly Telling[]): boolean {
  const isNew = (kind: 'numbers' | 'nonces', one: string) =>
    told[kind].has(one) && usual.every((it) => !it.told[kind].has(one));
  const { numbers, nonces } = factsOf(reply);
  if ([...numbers].some((one) => isNew('numbers', one))) return true;
  if ([...nonces].some((one) => isNew('nonces', one))) return true;
  return statedIn(reply)
    .map(wordsIn)
    .some(
      (words) =>
        words.length > 0 &&
        isIn(words, told.words) &&
        usual.every((it) => !isIn(words, it.told.words)),
    );
}

/** A text of a reply that the tasks without faults got, too, and that none of them tells: what was lost may rule it out. */
function addedText({ told, heard }: Telling, usual: readonly Telling[]): string | null {
  const added = heard.find(
    (words) =>
      isIn(words, told.words) &&
      usual.every((one) => isIn(words, one.known.words) && !isIn(words, one.told.words)),
  );
  return added ? `'${added.join(' ')}'` : null;
}

/** Whether answers have the same words, apart from numbers and nonces. */
function areAlike(tellings: readonly Telling[]): boolean {
  const common = commonOf(tellings.map(({ told }) => told.words));
  return tellings.every(({ told }) => told.words.size === common.size);
}

function commonOf([first, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...(first ?? [])].filter((one) => others.every((other) => other.has(one))));
}

function isEmpty({ numbers, times, nonces, words }: Facts): boolean {
  return numbers.size + times.size + nonces.size + words.size === 0;
}
