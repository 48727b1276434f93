import { answerIn } from '../ending/said.ts';
import { askedIn } from '../../../model/scenario.ts';
import { mapScalars } from '../../../model/json/walk.ts';
import { isSameField } from '../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';
import { factsOf, fieldOf, mostWords, numbersIn, statedIn } from './facts.ts';
import { evidenceOf, falsifiedIn, newsOf, type Loss } from './loss.ts';
import { effectsOf, fieldsOf } from './effects/effect-calls.ts';
import { settledAs } from './settled.ts';
import type { Leaf } from '../partial/leaves.ts';

/** A value that a task took as a lost reply tells it without faults, though nothing told the task so. */
export interface Assumed {
  readonly words: string;
  readonly told: string;
}

/** A task, the same without faults, and what it lost. */
interface Held {
  readonly task: TaskRecord;
  readonly twins: readonly TaskRecord[];
  readonly loss: Loss;
  readonly records: TaskRecords;
  /** Whether an answer may tell what an earlier task was told. */
  readonly allowsCached: boolean;
}

/**
 * The value that an answer tells as those without faults do, which take it from a reply that is lost here: a default
 * (`?? 'passed'`) that equals what the reply would have told. A value that other replies tell as well is one where the
 * answer tells it more often than they do, and none without faults does so.
 */
export function assumedInAnswer(held: Held): Assumed | null {
  const { task, twins } = held;
  for (const { leaf, label } of valuesOf(held)) {
    const own = timesIn(answerIn(task.ending), leaf);
    const known = knownTo(held, leaf);
    const usual = twins.map((twin) => ({
      told: timesIn(answerIn(twin.ending), leaf),
      known: sourcesOf(twin, held.records, leaf),
    }));
    const isUsual = usual.every(({ told }) => told > 0);
    const isMore = own > known && usual.every(({ told, known: all }) => told <= all);
    if (own === 0 || !isUsual || !(known === 0 || isMore)) continue;
    const told = String(leaf.value);
    return { told, words: `tells ${shown(leaf)}, which without faults ${label} tells it` };
  }
  return null;
}

/**
 * The argument of an effect that those without faults take from a reply that is lost here, and that this task sends,
 * too, though nothing told it so and `expect.effects` does not name it.
 */
export function assumedInEffect(held: Held): Assumed | null {
  const { task, twins } = held;
  const usual = twins.map(effectsOf);
  const effects = effectsOf(task);
  for (const { leaf, label } of valuesOf(held)) {
    const value = String(leaf.value);
    if (knownTo(held, leaf) > 0) continue;
    for (const [key, call] of effects) {
      const likes = usual.flatMap((its) => its.get(key) ?? []);
      if (likes.length < twins.length) continue;
      const field = [...fieldsOf(call)].find(
        ([name, text]) =>
          text === value &&
          (isTelling(leaf) || isSameField(name, fieldOf(leaf))) &&
          likes.every((like) => fieldsOf(like).get(name) === value) &&
          !isSettled(task, call, name),
      );
      if (!field) continue;
      const effect = call.start.label;
      const words = `${effect} has ${value} for ${field[0]}, which without faults ${label} tells it`;
      return { told: value, words };
    }
  }
  return null;
}

/** A value in a reply, and the label of the call. */
interface Told {
  readonly leaf: Leaf;
  readonly label: string;
}

/** The values that lost replies tell without faults each time, and no input does. */
function valuesOf({ task, twins, loss, records }: Held): readonly Told[] {
  const missed = twins.map((_, n) =>
    (loss.missed[n] ?? []).flatMap((call) =>
      leavesIn(call, records).map((leaf) => ({ leaf, label: call.start.label })),
    ),
  );
  const [first, ...others] = missed;
  const asked = twins.concat(task).map(({ start }) => askedIn(start));
  return (first ?? []).filter(
    ({ leaf }) =>
      others.every((its) => its.some((one) => isSame(one.leaf, leaf))) &&
      timesIn(asked, leaf) === 0,
  );
}

/** The values in a reply: of one to an effect the numbers alone, as its words mostly say that it was done. */
function leavesIn(call: TaskCall, { points }: TaskRecords): readonly Leaf[] {
  const { point, label } = call.start;
  const isEffect = points[point]?.effects.includes(label) === true;
  return statedIn(newsOf(call)).filter(({ value, ...at }) => {
    if (typeof value === 'number') return true;
    if (isEffect) return false;
    if (typeof value === 'boolean') return !/^(ok|success|done)$/i.test(fieldOf({ value, ...at }));
    const isShort = /[\p{L}\p{N}]/u.test(value) && value.split(/\s+/).length <= mostWords;
    return isShort && factsOf(value).nonces.size === 0;
  });
}

/** Whether a value alone shows where it comes from: not a digit or a flag, which stand in many fields. */
function isTelling({ value }: Leaf): boolean {
  return typeof value !== 'boolean' && String(value).length > 1;
}

/** How many replies told a task a value; those that a fault changed, and those of earlier tasks where they may serve, too. */
function knownTo({ task, records, allowsCached }: Held, leaf: Leaf): number {
  const earlier = allowsCached
    ? records.tasks.filter(({ end }) => end !== null && end.seq < task.start.seq)
    : [];
  const falsified = falsifiedIn(task, records.points).map(newsOf);
  return [task, ...earlier].reduce(
    (sum, one) => sum + sourcesOf(one, records, leaf),
    timesIn(falsified, leaf),
  );
}

function sourcesOf(task: TaskRecord, { points }: TaskRecords, leaf: Leaf): number {
  return timesIn(evidenceOf(task, points).map(newsOf), leaf);
}

/** How often a JSON value states another, as a number, a flag of the same field, or whole words of a text. */
export function timesIn(value: unknown, leaf: Leaf): number {
  return statedIn(value).reduce((sum, one) => sum + timesOf(one, leaf), 0);
}

function timesOf(stated: Leaf, leaf: Leaf): number {
  if (typeof leaf.value === 'number') {
    return numbersIn(stated).filter((one) => one === String(leaf.value)).length;
  }
  if (typeof leaf.value === 'boolean') return isSame(stated, leaf) ? 1 : 0;
  if (typeof stated.value !== 'string') return 0;
  const text = wordsApart(leaf.value);
  return wordsApart(stated.value).split(text).length - 1;
}

/** A text in lower case with a mark around each of its words. */
function wordsApart(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}_'’:.-]*[\p{L}\p{M}\p{N}_]/gu) ?? [];
  return words.map((word) => `|${word}|`).join(' ');
}

function isSame(one: Leaf, other: Leaf): boolean {
  const isFlag = typeof other.value === 'boolean';
  return one.value === other.value && (!isFlag || isSameField(fieldOf(one), fieldOf(other)));
}

/** Whether `expect.effects` names a field of an effect. */
function isSettled({ start }: TaskRecord, call: TaskCall, field: string): boolean {
  const other = (scalar: unknown, name: string) => (name === field ? '' : scalar);
  const input = mapScalars(call.start.input, other);
  const like = { ...call, start: { ...call.start, input } };
  const settled = settledAs(call, like, start.shouldDo?.[call.start.label]);
  return fieldsOf(settled).get(field) === fieldsOf(call).get(field);
}

/** A value in words. */
export function shown({ path, value }: Leaf): string {
  if (typeof value === 'boolean') return `${value} for ${fieldOf({ path, value })}`;
  return typeof value === 'number' ? String(value) : `'${value}'`;
}
