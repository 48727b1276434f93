import { hash } from './json/json.ts';

/** A source of numbers in [0, 1): the nth draw of a stream is a hash of its key and n. */
export type Draw = () => number;

/**
 * The stream of draws that belongs to `key`. Streams share nothing, so calls that run at the same
 * time cannot shift each other's numbers.
 */
export function draws(seed: number, ...key: readonly (string | number)[]): Draw {
  // Not before it is needed: most streams are never drawn from.
  let name: string | undefined;
  let n = 0;
  return () => {
    name ??= `${seed}\u0000${key.join('\u0000')}`;
    return hash(`${name}\u0000${n++}`) / 2 ** 53;
  };
}

/** A whole number in [min, max]. */
export function integer(draw: Draw, min: number, max: number): number {
  return min + Math.floor(draw() * (max - min + 1));
}

/** One entry of a list; throws on an empty one. */
export function pick<T>(draw: Draw, list: readonly T[]): T {
  const chosen = list[Math.floor(draw() * list.length)];
  if (chosen === undefined) throw new RangeError('cannot pick from an empty list');
  return chosen;
}
