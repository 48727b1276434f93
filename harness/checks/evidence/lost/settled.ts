import { contains } from '../../../model/json/contains.ts';
import { isHolder, mapFields } from '../../../model/json/walk.ts';
import type { Wanted } from '../../../model/wanted.ts';
import type { TaskCall } from '../tasks.ts';

/**
 * A call with those arguments that `expect.effects` settles as another call has them; what the expectation does not
 * name stays.
 */
export function settledAs(own: TaskCall, call: TaskCall, wanted: Wanted | undefined): TaskCall {
  if (typeof wanted !== 'object') return call;
  const fitting = fittingOf(own, wanted);
  const parts = fitting.length > 0 ? fitting.map((n) => wanted[n]) : wanted;
  const input = parts.reduce(
    (usual, part) => settled(usual, own.start.input, part),
    call.start.input,
  );
  return { ...call, start: { ...call.start, input } };
}

/** Which of the arguments that are expected an effect's call has, by their numbers. */
export function fittingOf({ start }: TaskCall, wanted: Wanted | undefined): readonly number[] {
  if (typeof wanted !== 'object') return [];
  return wanted.flatMap((part, n) => (contains(start.input, part) ? [n] : []));
}

function settled(usual: unknown, own: unknown, part: unknown): unknown {
  if (!isHolder(part)) return own;
  if (!isHolder(usual) || !isHolder(own)) return usual;
  const within = (inner: unknown, key: string) =>
    Object.hasOwn(part, key) ? settled(inner, own[key], part[key]) : inner;
  if (Array.isArray(usual)) return usual.map((item, n) => within(item, String(n)));
  return mapFields(usual, ([key, inner]) => [[key, within(inner, key)]]);
}
