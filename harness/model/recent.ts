/** Forgets the oldest entries of more than so many. */
export function keepLatest<Key>(kept: Map<Key, unknown> | Set<Key>, count: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= count) return;
    kept.delete(oldest);
  }
}

/** How much is remembered: entries, and the length of a key. */
const most = 500;
const longestKey = 20_000;

/**
 * A pure function that remembers its latest results by key: a scenario is run thousands of times,
 * and asks much the same of its model in each. What it returns must not be changed.
 */
export function recent<Input, Result>(
  keyOf: (input: Input) => string,
  compute: (input: Input) => Result,
): (input: Input) => Result {
  let fresh = new Map<string, Result>();
  let stale = fresh;
  return (input) => {
    const key = keyOf(input);
    const known = fresh.get(key) ?? stale.get(key);
    if (known !== undefined) return known;
    const result = compute(input);
    if (key.length > longestKey) return result;
    // Two halves, of which the older one goes: nothing is to be kept on a hit.
    if (fresh.size >= most) [stale, fresh] = [fresh, new Map()];
    fresh.set(key, result);
    return result;
  };
}
