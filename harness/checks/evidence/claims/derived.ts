import { askedIn } from '../../../model/scenario.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf, isSameField, scalarsOf, type Scalar } from '../scalars.ts';
import type { TaskCall, TaskRecord } from '../tasks.ts';

/**
 * Whether the true reply of a call contains something: in a whole reply, or in what a broken one
 * would have said.
 */
export function isTrueIn({ end }: TaskCall, says: (value: unknown) => boolean): boolean {
  if (end === null) return false;
  if (end.truth === undefined) return end.taint === '' && says(end.meaning);
  return says(end.truth) && (end.meaning === null || says(end.meaning));
}

/** Where a derivation begins besides at falsified replies, and whose replies only repeat. */
interface Origins {
  /** Calls that ask for something else than was meant, whatever their replies say. */
  readonly misled?: readonly TaskCall[];
  /** Whether a call is one of a model, which says again what it was told. */
  readonly isModel?: (call: TaskCall) => boolean;
}

/**
 * The calls of a task that were made with values that only a falsified reply, or one derived from
 * it, contained; those that were `misled` are among them.
 */
export function derivedCalls(
  { start, calls }: TaskRecord,
  { misled = [], isModel = () => false }: Origins = {},
): ReadonlySet<TaskCall> {
  const derived = new Set<TaskCall>(misled);
  if (derived.size === 0 && !calls.some(({ end }) => end?.taint)) return derived;
  const ended = calls.filter(({ end }) => end !== null);
  const isSuspectReply = (one: TaskCall) => !!one.end?.taint || derived.has(one);
  const repeats = (one: TaskCall, text: string) =>
    isModel(one) &&
    ended.some(
      (told) =>
        (told.end?.seq ?? Infinity) < one.start.seq &&
        isSuspectReply(told) &&
        mentions(told.end?.meaning, text),
    );
  for (const call of ended) {
    const before = ended.filter(({ end }) => end && end.seq < call.start.seq);
    const isTrue = ({ text }: Scalar) =>
      mentions(askedIn(start), text) ||
      before.some(
        (one) =>
          !derived.has(one) &&
          isTrueIn(one, (value) => mentions(value, text)) &&
          !repeats(one, text),
      );
    const suspects = before.filter(isSuspectReply).flatMap(({ end }) => scalarsOf(end?.meaning));
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
