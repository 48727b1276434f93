import { askedIn } from '../../../../model/scenario.ts';
import type { Leaf } from '../../partial/leaves.ts';
import { factsOf, statedIn, type Facts } from '../facts.ts';
import { newsOf, type Loss } from '../loss.ts';
import { mentions } from '../../mentions.ts';
import { argumentsOf } from '../../scalars.ts';
import { isSound, type TaskCall, type TaskRecord } from '../../tasks.ts';

/** An effect that a task made without the true reply that it has before it without faults. */
export interface Unguarded {
  readonly words: string;
  /** The label of the question. */
  readonly label: string;
}

/**
 * Which effect a task made though a question that it asks first without faults stayed without a true reply;
 * null where there is none. Only a question whose reply is neither told in the answers without faults
 * nor passed on counts: what else such a reply can be for is to say whether to go on.
 */
export function unguardedEffect(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  loss: Loss | null,
): Unguarded | null {
  // Another question, asked in trouble alone, may have said the same.
  if (loss === null || loss.others.some((call) => !isEffect(call, task))) return null;
  const usual = twins.map((twin, n) =>
    (loss.missed[n] ?? []).flatMap((call) => guardedBy(call, twin)),
  );
  const [first, ...others] = usual;
  for (const { guard, label } of first ?? []) {
    const isAlways = others.every((its) =>
      its.some((one) => one.label === label && isAlike(one.guard, guard)),
    );
    const own = task.calls.filter((call) => isAlike(call, guard));
    if (!isAlways || own.some((call) => tellsAlike(call, guard))) continue;
    const since = own[0]?.start.seq ?? task.start.seq;
    const isMade = task.effects.some(
      ({ does, undoes, call }) =>
        does === label &&
        !undoes &&
        task.calls.some(({ start }) => start.call === call && start.seq > since),
    );
    if (!isMade) continue;
    const { label: asked } = guard.start;
    const words = `made ${label}, which it makes without faults only once ${asked} has told it something`;
    return { words, label: asked };
  }
  return null;
}

/** A question, and the label of an effect that a task made once it had the reply. */
interface Guarded {
  readonly guard: TaskCall;
  readonly label: string;
}

function guardedBy(guard: TaskCall, twin: TaskRecord): readonly Guarded[] {
  if (isEffect(guard, twin) || !isForDecision(guard, twin)) return [];
  const heardAt = guard.end?.seq ?? Infinity;
  const labels = twin.effects.flatMap(({ call, does, undoes }) => {
    const made = twin.calls.find(({ start }) => start.call === call);
    return made && !undoes && made.start.seq > heardAt ? does : [];
  });
  return [...new Set(labels)].map((label) => ({ guard, label }));
}

/** Whether a reply says something, and nothing that its task told or passed on, apart from what the task knew before. */
function isForDecision(call: TaskCall, task: TaskRecord): boolean {
  const answer = task.ending.how === 'answered' ? task.ending.answer : null;
  const later = task.calls.filter(({ start }) => start.seq > (call.end?.seq ?? Infinity));
  const passed = later.flatMap((one) => argumentsOf(one).map(({ text }) => text));
  const isUsed = (text: string) =>
    mentions(answer, text) || passed.some((one) => mentions(one, text));
  // What a reply repeats is used for what was known before.
  const known = [askedIn(task.start), ...task.calls.filter(isBefore(call)).map(newsOf)];
  const isRepeated = (text: string) => isUsed(text) && mentions(known, text);
  const stated = statedIn(newsOf(call)).filter(
    ({ value }) => value !== '' && (typeof value === 'boolean' || !isRepeated(String(value))),
  );
  if (stated.length === 0 || (isReceipt(stated) && !isCheck(call))) return false;
  return stated.every(({ value }) => typeof value === 'boolean' || !isUsed(String(value)));
}

/** Finds the calls of which a true reply came before another was made. */
function isBefore({ start }: TaskCall): (call: TaskCall) => boolean {
  return (call) => isSound(call) && (call.end?.seq ?? Infinity) < start.seq;
}

/** Whether a reply says at most that the request was taken. */
function isReceipt(stated: readonly Leaf[]): boolean {
  return stated.every(
    ({ path, value }) =>
      receiptField.test(path) &&
      /^(true|ok|done|accepted|received|created|logged|queued|up)$|\d/i.test(String(value)),
  );
}

const receiptField =
  /(?:^|\.)(?:ok|success|status|state|received|accepted|logged|id|at|time|timestamp|ref|count)$|_?id$/i;

/** Whether the name of a call or its point speaks of a check. */
function isCheck({ start: { point, label } }: TaskCall): boolean {
  return check.test(`${point} ${label}`);
}

const check =
  /check|guard|polic|fraud|limit|risk|screen|verif|valid|auth|approv|permi|quota|sanction|complian|consent|eligib|allow|moderat|kyc|budget/i;

function isEffect({ start }: TaskCall, { effects }: TaskRecord): boolean {
  return effects.some(({ call }) => call === start.call);
}

function isAlike({ start: one }: TaskCall, { start: other }: TaskCall): boolean {
  return one.point === other.point && one.label === other.label;
}

/** Whether a reply, changed or not, still says some of what another one says. */
function tellsAlike(call: TaskCall, usual: TaskCall): boolean {
  if (isSound(call)) return true;
  const [came, told] = [call, usual].map((one) => factsOf(newsOf(one)));
  return came !== undefined && told !== undefined && share(came, told);
}

function share(one: Facts, other: Facts): boolean {
  return (['numbers', 'words'] as const).some((kind) =>
    [...one[kind]].some((fact) => other[kind].has(fact)),
  );
}
