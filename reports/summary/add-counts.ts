import { isObject } from '../../harness/model/json/walk.ts';

/**
 * Adds two plain values of one shape: numbers are summed, objects are merged key by key, and any
 * other value is taken from `a`.
 */
export function addCounts<T>(a: T, b: T): T {
  return sum(a, b) as T;
}

function sum(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (!isObject(a) || !isObject(b)) return a;
  const added = Object.entries(b).map(([key, value]) => [
    key,
    Object.hasOwn(a, key) ? sum(a[key], value) : value,
  ]);
  return { ...a, ...Object.fromEntries(added) } as unknown;
}
