import { demandParts } from './demand.ts';
import { zOf } from './normal-quantile.ts';

/** A closed interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A value with its 95 % confidence interval. */
export interface Estimate extends Interval {
  readonly value: number;
}

/**
 * Wilson's score interval for a proportion of `successes` in `n`; [0, 1] if n is 0. Both may be
 * fractions, as effective sample sizes are. Source: E. B. Wilson, JASA 22 (1927) 209–212; method 3
 * of R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872.
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  demandParts(successes, n);
  const z = zOf(confidence);
  if (n === 0) return { low: 0, high: 1 };
  const p = successes / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    // Rounding must not push the ends that are exact off 0 and 1.
    low: successes === 0 ? 0 : (middle - half) / scale,
    high: successes === n ? 1 : (middle + half) / scale,
  };
}
