import { demand } from './demand.ts';
import { wilson, type Estimate } from './wilson.ts';

/** Successes among n, which may be fractions. */
export interface Proportion {
  readonly successes: number;
  readonly n: number;
}

/**
 * Newcombe's hybrid score interval for the difference of two independent proportions, first less
 * second; for positively correlated pairs it is too wide, never too narrow. Throws if either has no
 * trial. Source: method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890.
 */
export function newcombe(first: Proportion, second: Proportion, confidence = 0.95): Estimate {
  demand(first.n > 0 && second.n > 0, 'trials on both sides', `${first.n} and ${second.n}`);
  const a = wilson(first.successes, first.n, confidence);
  const b = wilson(second.successes, second.n, confidence);
  const p = first.successes / first.n;
  const q = second.successes / second.n;
  return {
    value: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}
