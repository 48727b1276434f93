import { demand } from './demand.ts';
import type { Estimate } from './wilson.ts';

/** Two series of stretches of time, and what is compared of them. */
export interface DifferenceOptions<T> {
  readonly base: readonly T[];
  readonly now: readonly T[];
  /** What some stretches come to together; null where they come to nothing. */
  readonly of: (stretches: readonly T[]) => number | null;
  /** Whether stretch by stretch both had the same to do; they are then drawn together. */
  readonly isPaired: boolean;
  /** Numbers in [0, 1). */
  readonly draw: () => number;
  /** 2000 where left out. */
  readonly times?: number;
}

/** A difference, and how sure it is that it exceeds a limit. */
export interface DrawnDifference extends Estimate {
  /** The two-sided p-value of the claim that the difference is above a limit. */
  readonly above: (limit: number) => number;
  /** The same for the claim that it is below one. */
  readonly below: (limit: number) => number;
}

/**
 * The difference of a statistic, now less base, with its percentile interval by a bootstrap of whole
 * stretches, each as long as what may go together; null where it comes to nothing. An error for an empty
 * series, or for pairs of unequal length. Source: E. Carlstein, Annals of Statistics 14 (1986) 1171–1179; B. Efron, R.
 * Tibshirani, An Introduction to the Bootstrap (1993), §13 and §16.
 */
export function bootstrapDifference<T>(options: DifferenceOptions<T>): DrawnDifference | null {
  const { base, now, of, isPaired, draw, times = 2000 } = options;
  demand(base.length > 0 && now.length > 0, 'stretches on both sides', 'none');
  demand(!isPaired || base.length === now.length, 'as many stretches on both sides', 'others');
  const pick = (length: number) => Array.from({ length }, () => Math.floor(draw() * length));
  const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
  const value = less(of(now), of(base));
  const drawn: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const places = pick(now.length);
    const others = isPaired ? places : pick(base.length);
    const at = (list: readonly T[], which: readonly number[]) => which.map((one) => list[one] as T);
    const one = less(of(at(now, places)), of(at(base, others)));
    if (one !== null) drawn.push(one);
  }
  if (value === null || drawn.length === 0) return null;
  drawn.sort((a, b) => a - b);
  const quantile = (share: number) => drawn[Math.round(share * (drawn.length - 1))] ?? value;
  const tail = (isAgainst: (one: number) => boolean) =>
    Math.min(1, (2 * (1 + drawn.filter(isAgainst).length)) / (drawn.length + 1));
  return {
    value,
    low: Math.min(value, quantile(0.025)),
    high: Math.max(value, quantile(0.975)),
    above: (limit) => tail((one) => one <= limit),
    below: (limit) => tail((one) => one >= limit),
  };
}
