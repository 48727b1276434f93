import { answerIn } from '../ending/said.ts';
import { effectsOf, fieldsOf } from '../lost/effects/effect-calls.ts';
import { factsOf, isAlike, mostWords } from '../lost/facts.ts';
import { newsOf } from '../lost/loss.ts';
import { settledAs } from '../lost/settled.ts';
import { mentions } from '../mentions.ts';
import { isSameValue } from '../scalars.ts';
import type { TaskCall, TaskRecord } from '../tasks.ts';

/** A source that a task did without, and what it asked in its place. */
export interface Replaced {
  /** The lost question, and the first in its place, in words. */
  readonly names: readonly [string, string];
  /** The reply to the question in each of the tasks before. */
  readonly lost: readonly TaskCall[];
  /** The questions in its place that got a true reply. */
  readonly standIns: readonly TaskCall[];
  /** Whether no task before asked these. */
  readonly isNew: boolean;
  /** What told the task the rest: its input, and its other replies. */
  readonly shared: readonly unknown[];
}

/**
 * The argument of an effect that is other than in each such task before the faults, which agree on it or took it from
 * the lost source, in words, where nothing but the source in its place may have told it; null where there is none, and
 * where the answer names the other thing that was chosen. What is expected of it is for the ledger to judge.
 */
export function argumentElsewhere(
  task: TaskRecord,
  before: readonly TaskRecord[],
  replaced: Replaced,
): string | null {
  const usual = before.map(effectsOf);
  for (const [key, call] of effectsOf(task)) {
    const standIns = replaced.standIns.filter(({ end }) => (end?.seq ?? Infinity) < call.start.seq);
    const likes = usual.flatMap((effects) => effects.get(key) ?? []);
    if (standIns.length === 0 || likes.length < before.length) continue;
    const { label } = call.start;
    const has = fieldsOf(call);
    const theirs = likes.map((like) =>
      fieldsOf(settledAs(call, like, task.start.shouldDo?.[label])),
    );
    if (isChosenInTheOpen(task, has, theirs)) continue;
    for (const field of theirs[0]?.keys() ?? []) {
      const texts = theirs.flatMap((its) => its.get(field) ?? []);
      const came = has.get(field);
      const [text] = texts;
      if (text === undefined || texts.length < before.length) continue;
      if (!isElsewhere(came, texts, { ...replaced, standIns })) continue;
      const what = came === undefined ? `no ${field}` : `${came} for ${field}`;
      return `${label} has ${what}; before the faults it was ${text}`;
    }
  }
  return null;
}

/** Whether an effect is about another thing than before the faults, as its arguments name it, and the answer names that, too. */
function isChosenInTheOpen(
  { ending }: TaskRecord,
  has: ReadonlyMap<string, string>,
  usual: readonly ReadonlyMap<string, string>[],
): boolean {
  return [...has].some(([field, came]) => {
    const { words, nonces } = factsOf(came);
    if (words.size === 0 || nonces.size > 0 || !mentions(answerIn(ending), came)) return false;
    return usual.every((its) => !isSame(came, its.get(field) ?? '', false));
  });
}

function isElsewhere(
  came: string | undefined,
  usual: readonly string[],
  { lost, standIns, isNew, shared }: Replaced,
): boolean {
  const told = standIns.map(newsOf);
  const isUsual = usual.every((text) => isSameValue(text, usual[0] ?? ''));
  if (came === undefined) return isNew && isUsual;
  const isTold = mentions(told, came);
  if (mentions(shared, came) && !isTold) return false;
  if (!isUsual && !(isTold && usual.every((text, n) => mentions(lost[n]?.end?.meaning, text)))) {
    return false;
  }
  if (usual.some((text) => isSame(came, text, isTold))) return false;
  if (isNew || isTold) return true;
  return usual.every((text) => isMovedAlike([text, came], [lost.map(newsOf), told]));
}

/** Whether two arguments state the same, apart from ids and from times that nothing told; of long texts their numbers. */
function isSame(came: string, usual: string, isTold: boolean): boolean {
  const both = [factsOf(came), factsOf(usual)];
  const isLong = both.some(({ words }) => words.size > mostWords);
  const [own, other] = both.map((facts) => ({
    ...facts,
    ...(!isTold && { times: none }),
    ...(isLong && { words: none }),
  }));
  return (
    isSameValue(came, usual) || (own !== undefined && other !== undefined && isAlike(own, other))
  );
}

const none: ReadonlySet<string> = new Set();

/** Whether a figure of a reply moved by as much as the argument, or in its proportion. */
function isMovedAlike(
  [from, to]: readonly [string, string],
  [lost, told]: readonly [unknown, unknown],
): boolean {
  const [a, b] = [Number(from), Number(to)];
  return [...factsOf(lost).numbers].some((one) =>
    [...factsOf(told).numbers].some((other) => {
      const [c, d] = [Number(one), Number(other)];
      return c !== d && (Math.abs(b - a) === Math.abs(d - c) || b * c === a * d);
    }),
  );
}
