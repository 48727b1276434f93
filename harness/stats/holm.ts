import { demand } from './demand.ts';

/**
 * Holm's adjusted p-values of several tests, in their order: one that is at most α is a finding where
 * the chance of any false one among all is at most α. Source: S. Holm, Scandinavian Journal of Statistics 6 (1979)
 * 65–70.
 */
export function holm(ps: readonly number[]): readonly number[] {
  for (const p of ps) demand(p >= 0 && p <= 1, 'p-values from 0 to 1', String(p));
  const adjusted = ps.map(() => 1);
  let most = 0;
  for (const [rank, index] of ps
    .map((_, n) => n)
    .toSorted((a, b) => ps[a]! - ps[b]!)
    .entries()) {
    most = Math.max(most, Math.min(1, (ps.length - rank) * (ps[index] ?? 1)));
    adjusted[index] = most;
  }
  return adjusted;
}

/**
 * The findings among several tests that tell for a level `alpha` whether they find anything at it, by Holm's rule: each is held against
 * `alpha` over the number of those that are left. A test that finds at a level must find at each greater one.
 */
export function holmFindings<T>(
  tests: readonly T[],
  finds: (test: T, alpha: number) => boolean,
  alpha = 0.05,
): ReadonlySet<T> {
  const found = new Set<T>();
  for (;;) {
    const level = alpha / Math.max(1, tests.length - found.size);
    const more = tests.filter((test) => !found.has(test) && finds(test, level));
    if (more.length === 0) return found;
    for (const test of more) found.add(test);
  }
}
