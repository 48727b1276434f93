import type { Store } from './store.ts';

/** What a kept value rests on, by name (`acme stock P1`), with the version it had then. */
export type Basis = Readonly<Record<string, string>>;

/** Counts how often each thing that values rest on has changed. */
export interface Versions {
  /** The versions these things have now. @throws CacheDown */
  readonly read: (things: readonly string[]) => Promise<Basis>;
  /** Nothing that rests on this thing is current any more. @throws CacheDown */
  readonly bump: (thing: string) => Promise<void>;
}

/** Versions on file in the cache. A change that could not be noted is noted before the next look. */
export function versions(store: Store): Versions {
  const owed = new Set<string>();
  const keyOf = (thing: string) => `version:${thing}`;

  async function bump(thing: string): Promise<void> {
    owed.add(thing);
    await store.use((redis) => redis.incr(keyOf(thing)));
    owed.delete(thing);
  }

  return {
    bump,
    read: async (things) => {
      for (const thing of things) if (owed.has(thing)) await bump(thing);
      if (things.length === 0) return {};
      const found = await store.use((redis) => redis.mGet(things.map(keyOf)));
      return Object.fromEntries(things.map((thing, n) => [thing, found[n] ?? '0']));
    },
  };
}

/** Whether all that a value rests on is as it was. */
export async function isCurrent(basis: Basis, { read }: Versions): Promise<boolean> {
  const now = await read(Object.keys(basis));
  return Object.entries(basis).every(([thing, version]) => now[thing] === version);
}
