import { isFor } from '../../../../model/fault/facet.ts';
import { askedIn } from '../../../../model/scenario.ts';
import { misledCalls } from '../../misled/broken-arguments.ts';
import { conversationOf } from '../../misled/conversation.ts';
import { derivedCalls } from '../../claims/derived.ts';
import { mentions } from '../../mentions.ts';
import { isSameValue, pathOf } from '../../scalars.ts';
import { type TaskCall, type TaskRecord, type TaskRecords } from '../../tasks.ts';
import { factsOf, isAlike } from '../facts.ts';
import { evidenceOf, mayMiss, newsOf, type Loss } from '../loss.ts';
import { effectsOf, fieldsOf } from './effect-calls.ts';
import { isNextBest } from './next-best.ts';
import { settledAs } from '../settled.ts';
import { isSilent } from '../silent.ts';

/**
 * What an effect of a struck task has for an argument that it has otherwise without faults, in words, where
 * no true reply told the task so; null where there is none. A reply tells nothing to a question that a broken
 * turn of its model cut short, or that came from such a reply or a falsified one, over any number of calls;
 * nor does a number excuse that the same task is told without faults, too, and does not take, or another value where
 * the task lost a question and its answer tells nothing else than without faults. An argument that
 * differs between tasks without faults counts where each of these took it from a reply that the struck task
 * missed, and where those of the recovery only keep what the struck task had, and where only a reply that
 * tells nothing has it. One that each of these took from a reply that the task may do without does not count, nor
 * does what was taken after that was refused, if the answer tells it.
 */
export function otherArgument(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  loss: Loss | null,
  points: TaskRecords['points'],
): string | null {
  const isModel = ({ start }: TaskCall) => isFor(['turn'], points[start.point]);
  const peace = twins.flatMap(({ calls }) => calls);
  const misled = misledCalls(conversationOf(task, isModel), peace);
  const derived = derivedCalls(task, { misled, isModel });
  // What was made by such a call was made all the same.
  const makers = new Set(task.effects.map(({ call }) => call));
  const evidence = evidenceOf(task, points);
  const misread = evidence.filter((call) => derived.has(call) && !makers.has(call.start.call));
  const own = evidence.filter((call) => !misread.includes(call));
  const usual = twins.map((twin, n): Usual => ({
    twin,
    effects: effectsOf(twin),
    evidence: evidenceOf(twin, points),
    missed: (loss?.missed[n] ?? []).map(newsOf),
    spared: evidenceOf(twin, points).flatMap((call) => (mayMiss(task, call) ? [newsOf(call)] : [])),
  }));
  const isKeeper = (twin: TaskRecord) => loss !== null && keeps(twin, own, usual);
  const isUntold = isSilent(task, twins, points);
  const effects = effectsOf(task);
  for (const [key, first] of effects) {
    const areLast = usual.every(
      (one) => lastAt(one.effects, one.effects.get(key)) === one.effects.get(key),
    );
    // What a task wrote over is no longer there.
    const call = areLast ? (lastAt(effects, first) ?? first) : first;
    const wanted = task.start.shouldDo?.[call.start.label];
    const has = fieldsOf(call);
    const told = toldBefore(task, own, call);
    const all = usual.flatMap((one) => {
      const like = one.effects.get(key);
      if (!like) return [];
      // What is expected of its arguments is for the ledger to judge.
      const has = fieldsOf(settledAs(call, like, wanted));
      return { ...one, has, told: toldBefore(one.twin, one.evidence, like) };
    });
    if (all.length < usual.length) continue;
    const isOption = isOtherOption(
      has,
      all.map((one) => one.has),
      told,
    );
    for (const [field, text] of all[0]?.has ?? []) {
      const came = has.get(field);
      const isSame = (value: string | undefined) =>
        came !== undefined && value !== undefined && isSameValue(came, value);
      const others = all.filter(
        (one) => !(isSame(one.has.get(field)) && isPlain(came, one.told) && isKeeper(one.twin)),
      );
      if (isSame(text) || others.length === 0) continue;
      const isSpared = all.every((one) => mentions(one.spared, one.has.get(field) ?? ''));
      if (isSpared && !mentions(told, text)) continue;
      const isNoNews =
        (isNumber(came) ? !isOption : isUntold && !mentions(text, came ?? '')) &&
        all.every((one) => mentions(one.told, came ?? ''));
      if (came !== undefined && !isNoNews && isFounded(came, text, told)) continue;
      const texts = others.map((one) => one.has.get(field));
      if (came !== undefined && isNextBest(task, call, { field, came, usual: texts })) continue;
      const isUsual = texts.every((one) => one !== undefined && isSameValue(one, text));
      const isTaken = others.every((one) => {
        const its = one.has.get(field);
        return its !== undefined && one.missed.some((said) => mentions(said, its));
      });
      const isMisread =
        came !== undefined && misread.some(({ end }) => mentions(end?.meaning, came));
      if (!isUsual && !isTaken && !isMisread) continue;
      const what = came === undefined ? `no ${field}` : `${came} for ${field}`;
      const kept = others.length < all.length ? ', and after the faults it still has it' : '';
      const from =
        isUsual || isTaken
          ? ''
          : ', told only in reply to a question that follows from a reply that was not true';
      return `${call.start.label} has ${what}${from}; without faults it is ${text}${kept}`;
    }
  }
  return null;
}

/** The last effect of a task that wrote to the path of a `PUT`; the call itself if it is no such. */
function lastAt(
  effects: ReadonlyMap<string, TaskCall>,
  call: TaskCall | undefined,
): TaskCall | undefined {
  if (!call || !/^PUT \S*:/.test(call.start.label)) return call;
  return [...effects.values()].findLast(
    ({ start }) =>
      start.point === call.start.point &&
      start.label === call.start.label &&
      pathOf(start) === pathOf(call.start),
  );
}

/** The input of a task, and what it was told before a call. */
function toldBefore(
  task: TaskRecord,
  evidence: readonly TaskCall[],
  { start }: TaskCall,
): readonly unknown[] {
  return [
    askedIn(task.start),
    ...evidence.flatMap(({ end }) => (end && end.seq < start.seq ? [end.meaning] : [])),
  ];
}

/**
 * Whether a task of the recovery may keep what the struck one had in place of a lost reply: no reply told either a number that
 * none told before the faults.
 */
function keeps(twin: TaskRecord, struck: readonly TaskCall[], usual: readonly Usual[]): boolean {
  const before = usual.filter((one) => one.twin.role === 'before');
  const own = usual.find((one) => one.twin === twin)?.evidence ?? [];
  if (twin.role !== 'after' || before.length === 0) return false;
  const numbersOf = ({ end }: TaskCall) => [...factsOf(end?.meaning).numbers];
  const labelOf = ({ start }: TaskCall) => `${start.point} ${start.label}`;
  const known = before.flatMap(({ evidence }) => evidence);
  return [...struck, ...own].every((call) => {
    const like = known.filter((one) => labelOf(one) === labelOf(call)).flatMap(numbersOf);
    return numbersOf(call).every((number) => call.start.safe !== true || like.includes(number));
  });
}

/** What a task without faults did, was told, and was told in the place of what the struck one lost. */
interface Usual {
  readonly twin: TaskRecord;
  readonly effects: ReadonlyMap<string, TaskCall>;
  readonly evidence: readonly TaskCall[];
  readonly missed: readonly unknown[];
  /** What it was told in replies that the struck one may do without. */
  readonly spared: readonly unknown[];
}

/** Whether an argument is no id or time, which differ from task to task, and nothing told it. */
function isPlain(text: string | undefined, told: readonly unknown[]): boolean {
  if (text === undefined) return false;
  const { nonces, times } = factsOf(text);
  return nonces.size + times.size === 0 && (isNumber(text) || !mentions(told, text));
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && !Number.isNaN(Number(text));
}

/** Whether a call is about another thing than without faults, one that the task was told of: its numbers are that thing's. */
function isOtherOption(
  own: ReadonlyMap<string, string>,
  others: readonly ReadonlyMap<string, string>[],
  told: readonly unknown[],
): boolean {
  return [...own].some(
    ([field, text]) =>
      !isNumber(text) &&
      mentions(told, text) &&
      others.every((one) => !isAlike(factsOf(one.get(field) ?? ''), factsOf(text))),
  );
}

/** Whether a task was told a text, or all that tells it from the usual one is nonces that the task was told. */
function isFounded(came: string, usual: string, told: readonly unknown[]): boolean {
  if (mentions(told, came)) return true;
  const [own, other] = [factsOf(came), factsOf(usual)];
  const isOther = own.nonces.size > 0 && isAlike(own, other);
  return isOther && [...own.nonces].every((nonce) => mentions(told, nonce));
}
