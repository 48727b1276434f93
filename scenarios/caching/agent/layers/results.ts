import { z } from 'zod';
import { readEntry } from './entry.ts';
import { lifetime } from './lifetime.ts';
import type { Safeguards } from '../safeguards.ts';
import { short, type Scope } from '../scope.ts';
import { CacheDown, type Store } from './store.ts';
import { isCurrent, type Basis, type Versions } from './versions.ts';

/** What a tool said, and the version of what it spoke of. */
export interface Result {
  readonly value: unknown;
  /** Null where the cache could not say: nothing that rests on it may be kept. */
  readonly basis: Basis | null;
}

/** What tools said before. */
export interface Results {
  /** As it was kept, or fetched now; `about` names the thing it tells of. */
  readonly read: (
    scope: Scope,
    call: { readonly tool: string; readonly args: unknown; readonly about: string },
    fetchIt: () => Promise<unknown>,
  ) => Promise<Result>;
}

const keptSchema = z.object({ value: z.unknown(), basis: z.record(z.string(), z.string()) });

/** Tool results on file in the cache; without it they are fetched. */
export function results(store: Store, versions: Versions, safeguards: Safeguards): Results {
  async function find(key: string): Promise<Result | null> {
    const kept = readEntry(keptSchema, await store.use((redis) => redis.get(key)));
    return kept && (await isCurrent(kept.basis, versions)) ? kept : null;
  }

  async function keep(key: string, result: Result): Promise<void> {
    const PX = lifetime(safeguards.shieldsModel);
    await store.use((redis) => redis.set(key, JSON.stringify(result), { PX }));
  }

  const orNull = <T>(work: Promise<T>): Promise<T | null> =>
    work.catch((error: unknown) => {
      if (error instanceof CacheDown && safeguards.failsOpen) return null;
      throw error;
    });

  return {
    read: async (scope, { tool, args, about }, fetchIt) => {
      const key = `result:${scope}:${tool}:${short([args])}`;
      const kept = await orNull(find(key));
      if (kept) return kept;
      // The version is read first: a write that comes in between makes this result an old one.
      const basis = await orNull(versions.read([about]));
      const result = { value: await fetchIt(), basis };
      if (basis) await orNull(keep(key, result));
      return result;
    },
  };
}
