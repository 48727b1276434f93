import { demand } from './demand.ts';

/** The statistic S of a trend, and its standard score. */
export interface Trend {
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  /** With the correction for continuity; 0 where all values are alike. */
  readonly z: number;
}

/**
 * The Mann–Kendall test of a series for a monotonic trend, with the correction for ties. Throws for
 * fewer than three values. Source: H. B. Mann, Econometrica 13 (1945) 245–259; M. G. Kendall, Rank
 * Correlation Methods (1975), §4.
 */
export function mannKendall(values: readonly number[]): Trend {
  const n = values.length;
  demand(n >= 3, 'at least three values', String(n));
  let s = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
  }
  const ties = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length);
  const term = (count: number) => count * (count - 1) * (2 * count + 5);
  const variance = (term(n) - ties.reduce((sum, count) => sum + term(count), 0)) / 18;
  return { s, z: variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance) };
}
