import { demand } from './demand.ts';
import { zOf } from './normal-quantile.ts';
import type { Estimate } from './wilson.ts';

/**
 * The attempts and logical requests that reached a hop, as sums over runs, which add field by
 * field.
 */
export interface HopLoad {
  readonly runs: number;
  readonly attempts: number;
  readonly requests: number;
  /** Sums of squares and of products. */
  readonly attempts2: number;
  readonly requests2: number;
  readonly product: number;
}

/** The load of zero runs. */
export const noLoad: HopLoad = {
  runs: 0,
  attempts: 0,
  requests: 0,
  attempts2: 0,
  requests2: 0,
  product: 0,
};

/** The load of one run. */
export function runLoad(attempts: number, requests: number): HopLoad {
  demand(requests > 0 && attempts >= requests, 'requests, and an attempt of each', `${attempts}`);
  return {
    runs: 1,
    attempts,
    requests,
    attempts2: attempts ** 2,
    requests2: requests ** 2,
    product: attempts * requests,
  };
}

/**
 * Retry amplification at a hop: attempts per logical request, divided by the same in the baseline
 * if one is given; its interval has the run as unit. Throws for fewer than two runs. Source: the
 * retry budgets of Site Reliability Engineering (2016), chapter 21; the interval by the delta
 * method on the logarithm of a ratio estimator, W. G. Cochran, Sampling Techniques (1977), §6.
 */
export function retryAmplification(load: HopLoad, baseline?: HopLoad, confidence = 0.95): Estimate {
  const now = logRatio(load);
  const before = baseline === undefined ? { mean: 0, variance: 0 } : logRatio(baseline);
  const mean = now.mean - before.mean;
  const half = zOf(confidence) * Math.sqrt(now.variance + before.variance);
  return { value: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

function logRatio({ runs, attempts, requests, attempts2, requests2, product }: HopLoad): {
  readonly mean: number;
  readonly variance: number;
} {
  demand(runs >= 2, 'at least two runs', String(runs));
  const ratio = attempts / requests;
  // Where all runs are alike rounding may leave less than nothing.
  const residual = Math.max(0, attempts2 - 2 * ratio * product + ratio ** 2 * requests2);
  const variance = ((runs / (runs - 1)) * residual) / attempts ** 2;
  return { mean: Math.log(ratio), variance };
}
