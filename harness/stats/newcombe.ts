import { demand } from './demand.ts';
import { wilson, type Interval } from './wilson.ts';

/** Successes among n. */
export interface Proportion {
  readonly successes: number;
  readonly n: number;
}

/** A difference of two proportions, first less second, with its interval. */
export interface Difference extends Interval {
  readonly difference: number;
}

/**
 * Newcombe's hybrid score interval for the difference of two independent proportions; an error
 * where either has no trial. Source: method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998)
 * 873–890.
 */
export function newcombe(first: Proportion, second: Proportion, confidence = 0.95): Difference {
  demand(first.n > 0 && second.n > 0, 'trials on both sides', `${first.n} and ${second.n}`);
  const a = wilson(first.successes, first.n, confidence);
  const b = wilson(second.successes, second.n, confidence);
  const p = first.successes / first.n;
  const q = second.successes / second.n;
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}
