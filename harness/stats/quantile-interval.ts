import { demand } from './demand.ts';

/**
 * The ranks of two order statistics, from 1: one at most the quantile, one at least the quantile.
 */
export interface QuantileRanks {
  /** Null where there are too few values to say. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The order statistics between which a quantile lies, each a one-sided bound of this confidence: an upper
 * bound of 95 % on p99 takes 299 values. Values are taken as independent. Source: H. A. David, H. N.
 * Nagaraja, Order Statistics (2003), §7.1.
 */
export function quantileRanks(n: number, quantile: number, confidence = 0.95): QuantileRanks {
  demand(quantile > 0 && quantile < 1, 'a quantile strictly between 0 and 1', String(quantile));
  const odds = Math.log(quantile / (1 - quantile));
  let logTerm = n * Math.log(1 - quantile);
  // P(B ≤ k − 1) for B binomial: the chance that the kth value lies above the quantile.
  let below = 0;
  let low: number | null = null;
  for (let k = 1; k <= n; k += 1) {
    below += Math.exp(logTerm);
    if (below <= 1 - confidence) low = k;
    if (below >= confidence) return { low, high: k };
    logTerm += Math.log((n - k + 1) / k) + odds;
  }
  return { low, high: null };
}
