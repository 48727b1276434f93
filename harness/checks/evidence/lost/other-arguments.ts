import { isFor } from '../../../model/fault/facet.ts';
import { askedIn } from '../../../model/scenario.ts';
import { brokenArguments } from '../../faithful/broken-arguments.ts';
import { conversationOf } from '../../faithful/conversation.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf, isSameValue } from '../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';
import { factsOf, isAlike } from './facts.ts';
import { evidenceOf, newsOf, type Loss } from './loss.ts';
import { isOfTheWay } from './of-the-way.ts';

/**
 * What an effect of a struck task has for an argument that it has otherwise without faults, in words, where
 * no true reply told the task so; null where there is none. A reply to a question that a broken turn of its
 * model cut short tells nothing. An argument that differs between tasks without faults counts where each of
 * these took it from a reply that the struck task missed.
 */
export function otherArgument(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  loss: Loss | null,
  points: TaskRecords['points'],
): string | null {
  const usual = twins.map((twin, n) => ({
    effects: effectsOf(twin),
    missed: (loss?.missed[n] ?? []).map(newsOf),
  }));
  const misled = misledBy(task, twins, points);
  const evidence = evidenceOf(task, points).filter((call) => !misled.includes(call));
  const toldBefore = ({ start }: TaskCall) => [
    askedIn(task.start),
    ...evidence.flatMap(({ end }) => (end && end.seq < start.seq ? [end.meaning] : [])),
  ];
  for (const [key, call] of effectsOf(task)) {
    // What is expected of its arguments is for the ledger to judge.
    if (typeof task.start.shouldDo?.[call.start.label] === 'object') continue;
    const own = fieldsOf(call);
    const others = usual.map(({ effects }) => effects.get(key)).map((one) => one && fieldsOf(one));
    for (const [field, text] of others[0] ?? []) {
      const texts = others.map((one) => one?.get(field));
      const came = own.get(field);
      const told = toldBefore(call);
      if (came !== undefined && (isSameValue(came, text) || isFounded(came, text, told))) continue;
      const isUsual = texts.every((one) => one !== undefined && isSameValue(one, text));
      const isTaken = texts.every(
        (one, n) => one !== undefined && usual[n]?.missed.some((said) => mentions(said, one)),
      );
      if (!isUsual && !isTaken) continue;
      const has = came === undefined ? `no ${field}` : `${came} for ${field}`;
      return `${call.start.label} has ${has}; without faults it is ${text}`;
    }
  }
  return null;
}

/** The calls of a task that ask with a part of what a turn of its model said that came broken. */
function misledBy(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  points: TaskRecords['points'],
): readonly TaskCall[] {
  const talk = conversationOf(task, ({ start }) => isFor(['turn'], points[start.point]));
  if (talk.broken.length === 0) return [];
  const usual = twins.flatMap(({ calls }) => calls);
  return talk.tools.filter((call) => brokenArguments(call, talk, usual).length > 0);
}

/** Whether a task was told a text, or all that tells it from the usual one is nonces that the task was told. */
function isFounded(came: string, usual: string, told: readonly unknown[]): boolean {
  if (mentions(told, came)) return true;
  const [own, other] = [factsOf(came), factsOf(usual)];
  const isOther = own.nonces.size > 0 && isAlike(own, other);
  return isOther && [...own.nonces].every((nonce) => mentions(told, nonce));
}

/** The calls by which a task changed the world, once for each operation, by label and number. */
function effectsOf(task: TaskRecord): ReadonlyMap<string, TaskCall> {
  const found = new Map<string, TaskCall>();
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const effect of task.effects) {
    const call = task.calls.find(({ start }) => start.call === effect.call);
    if (effect.undoes || !call) continue;
    const label = `${call.start.point} ${call.start.label}`;
    const operation = `${label} ${call.start.site.op}`;
    if (seen.has(operation)) continue;
    seen.add(operation);
    const nth = (counts.get(label) ?? 0) + 1;
    counts.set(label, nth);
    found.set(`${label} ${nth}`, call);
  }
  return found;
}

/** The arguments of a call by field; those that tell when or how often it was made are left out. */
function fieldsOf(call: TaskCall): ReadonlyMap<string, string> {
  const scalars = argumentsOf(call).filter(({ field }) => field !== '' && !isOfTheWay(field));
  const fields = Map.groupBy(scalars, ({ field }) => field);
  return new Map(
    [...fields].map(([field, its]) => [field, its.map(({ text }) => text).join(', ')]),
  );
}
