import { demand } from './demand.ts';
import { zOf } from './normal-quantile.ts';
import type { Estimate } from './wilson.ts';

/** What was spent in one stretch of a series, and on how many. */
export interface Spending {
  readonly part: number;
  readonly whole: number;
}

/**
 * The ratio Σ part / Σ whole over stretches that are independent of one another, with its interval. An error
 * for fewer than two stretches, or where either sum is 0. Source: the ratio estimator of W. G. Cochran, Sampling
 * Techniques (1977), §6.3, by the delta method on its logarithm.
 */
export function ratioOfSums(stretches: readonly Spending[], confidence = 0.95): Estimate {
  const n = stretches.length;
  demand(n >= 2, 'at least two stretches', String(n));
  const sum = (of: (one: Spending) => number) => stretches.reduce((all, one) => all + of(one), 0);
  const [part, whole] = [sum((one) => one.part), sum((one) => one.whole)];
  demand(part > 0 && whole > 0, 'sums above 0', `${part} of ${whole}`);
  const value = part / whole;
  const residual = sum((one) => (one.part - value * one.whole) ** 2);
  const half = zOf(confidence) * Math.sqrt(((n / (n - 1)) * residual) / part ** 2);
  return { value, low: value * Math.exp(-half), high: value * Math.exp(half) };
}
