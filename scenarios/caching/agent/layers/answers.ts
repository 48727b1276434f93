import { z } from 'zod';
import { similarity } from '../embedder.ts';
import { intentOf } from '../intent.ts';
import { readEntry } from './entry.ts';
import { lifetime, lifetimeMs } from './lifetime.ts';
import type { Safeguards } from '../safeguards.ts';
import { plain, short, type Scope } from '../scope.ts';
import type { Store } from './store.ts';
import { isCurrent, type Basis, type Versions } from './versions.ts';

/** Answers that were given before, to the same words or to words that mean the same. */
export interface Answers {
  readonly find: (scope: Scope, text: string) => Promise<string | null>;
  /** An answer to a question whose vector is near. */
  readonly findNear: (
    scope: Scope,
    text: string,
    vector: readonly number[],
  ) => Promise<string | null>;
  readonly keep: (scope: Scope, kept: Kept) => Promise<void>;
}

/** An answer to keep. */
export interface Kept {
  readonly question: string;
  readonly answer: string;
  readonly basis: Basis;
  /** Null where there was no embedder to ask; it is then found by its words alone. */
  readonly vector: readonly number[] | null;
}

const keptSchema = z.object({
  answer: z.string(),
  basis: z.record(z.string(), z.string()),
});
const spotSchema = z.object({ question: z.string(), vector: z.array(z.number()) });

/** From here on two questions count as alike (cosine). */
const alike = 0.9;

/** Answers on file in the cache; each operation throws `CacheDown` where that cannot be asked. */
export function answers(store: Store, versions: Versions, safeguards: Safeguards): Answers {
  const keyOf = (scope: Scope, question: string) => `answer:${scope}:${short([plain(question)])}`;
  const spotsOf = (scope: Scope) => `spots:${scope}`;

  async function find(scope: Scope, question: string): Promise<string | null> {
    const text = await store.use((redis) => redis.get(keyOf(scope, question)));
    const kept = readEntry(keptSchema, text);
    return kept && (await isCurrent(kept.basis, versions)) ? kept.answer : null;
  }

  async function findNear(scope: Scope, text: string, vector: readonly number[]) {
    const spots = await store.use((redis) => redis.hVals(spotsOf(scope)));
    const near = spots
      .flatMap((spot) => readEntry(spotSchema, spot) ?? [])
      .map((spot) => ({ ...spot, nearness: similarity(spot.vector, vector) }))
      .filter(({ nearness }) => nearness >= alike)
      .toSorted((a, b) => b.nearness - a.nearness);
    const same = near.find(({ question }) => !safeguards.comparesIntents || isSame(question, text));
    return same ? find(scope, same.question) : null;
  }

  async function keep(scope: Scope, { question, answer, basis, vector }: Kept): Promise<void> {
    const PX = lifetime(safeguards.shieldsModel);
    await store.use(async (redis) => {
      const key = keyOf(scope, question);
      const writes: Promise<unknown>[] = [
        redis.set(key, JSON.stringify({ answer, basis }), { PX }),
      ];
      if (vector !== null) {
        const spots = spotsOf(scope);
        writes.push(
          redis.hSet(spots, short([plain(question)]), JSON.stringify({ question, vector })),
        );
        writes.push(redis.pExpire(spots, lifetimeMs * 2));
      }
      await Promise.all(writes);
    });
  }

  return { find, findNear, keep };
}

function isSame(a: string, b: string): boolean {
  return intentOf(a) === intentOf(b);
}
