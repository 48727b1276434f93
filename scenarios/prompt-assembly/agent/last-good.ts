/** What a source said, and whether it said it just now. */
export interface Known<T> {
  readonly value: T;
  readonly isFresh: boolean;
}

/** The last good reply of a source, by what was asked. */
export interface LastGood<T> {
  /** Reads anew; what was last read where that fails, null where nothing was. */
  readonly read: (key: string, anew: () => Promise<T>) => Promise<Known<T> | null>;
}

/** A memory that forgets what was read longest ago beyond `mostKeys`. */
export function lastGood<T>(mostKeys = 1000): LastGood<T> {
  const kept = new Map<string, T>();
  return {
    read: async (key, anew) => {
      try {
        const value = await anew();
        kept.delete(key);
        kept.set(key, value);
        const [oldest] = kept.keys();
        if (kept.size > mostKeys && oldest !== undefined) kept.delete(oldest);
        return { value, isFresh: true };
      } catch {
        const value = kept.get(key);
        return value === undefined ? null : { value, isFresh: false };
      }
    },
  };
}
