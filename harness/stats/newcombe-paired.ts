import { demand } from './demand.ts';
import { wilson, type Estimate } from './wilson.ts';

/** Pairs of trials by how each of the two came out. */
export interface PairCounts {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/**
 * Newcombe's hybrid score interval for a difference of proportions over pairs, first less second; an error
 * where there is no pair. Source: method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998)
 * 2635–2650.
 */
export function newcombePaired(pairs: PairCounts, confidence = 0.95): Estimate {
  const { both, firstOnly, secondOnly, neither } = pairs;
  const n = both + firstOnly + secondOnly + neither;
  demand(n > 0, 'at least one pair', 'none');
  const p = (both + firstOnly) / n;
  const q = (both + secondOnly) / n;
  const a = wilson(both + firstOnly, n, confidence);
  const b = wilson(both + secondOnly, n, confidence);
  const value = (firstOnly - secondOnly) / n;
  const together = correlation(pairs, n);
  const reach = (one: number, two: number) =>
    Math.sqrt(Math.max(0, one ** 2 - 2 * together * one * two + two ** 2));
  return {
    value,
    low: value - reach(p - a.low, b.high - q),
    high: value + reach(a.high - p, q - b.low),
  };
}

/** The phi coefficient with the paper's correction for continuity; 0 where a margin is empty. */
function correlation({ both, firstOnly, secondOnly, neither }: PairCounts, n: number): number {
  const margins =
    (both + firstOnly) * (secondOnly + neither) * (both + secondOnly) * (firstOnly + neither);
  if (margins === 0) return 0;
  const product = both * neither - firstOnly * secondOnly;
  const corrected = product > 0 ? Math.max(0, product - n / 2) : product;
  return corrected / Math.sqrt(margins);
}
