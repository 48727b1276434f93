import type { PairCounts } from '../../harness/stats/newcombe-paired.ts';
import { seedsIn, type SeedGroup } from '../reliability/seeds.ts';

/** What came of one seed and plan on both sides. */
export interface SeedPair {
  readonly base: SeedGroup;
  readonly now: SeedGroup;
}

/** The runs of both sides that had the same seed and the same plan. */
export function seedPairs(
  base: readonly SeedGroup[],
  now: readonly SeedGroup[],
): readonly SeedPair[] {
  const known = new Map(
    base.flatMap((group) => seedsIn(group.seeds).map((seed) => [`${seed} ${group.plan}`, group])),
  );
  return now.flatMap((group) =>
    seedsIn(group.seeds).flatMap((seed) => {
      const other = known.get(`${seed} ${group.plan}`);
      return other ? [{ base: other, now: group }] : [];
    }),
  );
}

/** What a run came to, by one check or as a whole; null where it did not say. */
export type Came = (run: SeedGroup) => 'pass' | 'fail' | null;

/** What a check came to. */
export function ofCheck(check: string): Came {
  return ({ failed, passed }) =>
    failed.includes(check) ? 'fail' : passed.includes(check) ? 'pass' : null;
}

/** What a run came to as a whole. */
export const ofRun: Came = ({ result }) => (result === 'pass' || result === 'fail' ? result : null);

/** Pairs of which both sides are known, by which of them passed; the first is the base. */
export function counted(pairs: readonly SeedPair[], came: Came): PairCounts {
  const having = (one: 'pass' | 'fail', two: 'pass' | 'fail') =>
    pairs.filter(({ base, now }) => came(base) === one && came(now) === two).length;
  return {
    both: having('pass', 'pass'),
    firstOnly: having('pass', 'fail'),
    secondOnly: having('fail', 'pass'),
    neither: having('fail', 'fail'),
  };
}
