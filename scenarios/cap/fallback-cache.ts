/** The last good value of each key, and how old it is. */
export interface FallbackCache {
  readonly keep: (key: string, value: unknown) => void;
  readonly find: (key: string) => { readonly value: unknown; readonly ageMs: number } | undefined;
}

/** An empty cache that forgets the oldest keys beyond `mostKeys`. */
export function fallbackCache(mostKeys = 1000): FallbackCache {
  const kept = new Map<string, { readonly value: unknown; readonly atMs: number }>();
  return {
    keep: (key, value) => {
      kept.delete(key);
      kept.set(key, { value, atMs: performance.now() });
      const [oldest] = kept.keys();
      if (kept.size > mostKeys && oldest !== undefined) kept.delete(oldest);
    },
    find: (key) => {
      const entry = kept.get(key);
      return entry && { value: entry.value, ageMs: Math.ceil(performance.now() - entry.atMs) };
    },
  };
}
