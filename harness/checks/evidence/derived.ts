import { askedIn } from '../../model/scenario.ts';
import { mentions } from './mentions.ts';
import { argumentsOf, isSameField, scalarsOf, type Scalar } from './scalars.ts';
import type { TaskCall, TaskRecord } from './tasks.ts';

/**
 * Whether the true reply of a call contains something: in a whole reply, or in what a broken one
 * would have said.
 */
export function isTrueIn({ end }: TaskCall, says: (value: unknown) => boolean): boolean {
  if (end === null) return false;
  if (end.truth === undefined) return end.taint === '' && says(end.meaning);
  return says(end.truth) && (end.meaning === null || says(end.meaning));
}

/**
 * The calls of a task that were made with values that only a falsified reply, or one derived from
 * it, contained.
 */
export function derivedCalls({ start, calls }: TaskRecord): ReadonlySet<TaskCall> {
  const derived = new Set<TaskCall>();
  if (!calls.some(({ end }) => end?.taint)) return derived;
  const ended = calls.filter(({ end }) => end !== null);
  for (const call of ended) {
    const before = ended.filter(({ end }) => end && end.seq < call.start.seq);
    const isTrue = ({ text }: Scalar) =>
      mentions(askedIn(start), text) ||
      before.some((one) => !derived.has(one) && isTrueIn(one, (value) => mentions(value, text)));
    const suspects = before.flatMap((one) =>
      one.end?.taint || derived.has(one) ? scalarsOf(one.end?.meaning) : [],
    );
    const isSuspect = (argument: Scalar) => suspects.some((one) => isPassedOn(one, argument));
    if (argumentsOf(call).some((one) => isSuspect(one) && !isTrue(one))) derived.add(call);
  }
  return derived;
}

/**
 * Whether an argument was taken from a reply; a short value in a field of another name may be
 * chance.
 */
function isPassedOn(said: Scalar, argument: Scalar): boolean {
  const isTelling = isSameField(said.field, argument.field) || said.text.length >= 6;
  return isTelling && said.text === argument.text && !/^(true|false)$/.test(said.text);
}
