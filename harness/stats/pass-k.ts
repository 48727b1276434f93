import { demand, demandCounts } from './demand.ts';
import { wilson, type Estimate } from './wilson.ts';

/** The trials of one task. */
export interface TrialCounts {
  readonly n: number;
  readonly successes: number;
}

/**
 * pass^k, the probability that k trials all succeed: C(c, k) / C(n, k), mean over tasks. Throws for
 * a task with fewer than k trials. Source: τ-bench, arXiv 2406.12045. Interval of one task:
 * Wilson's for its rate of success, to the power of k, widened to hold the value; of the mean:
 * MOVER, as in G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693–1702.
 */
export function passHatK(tasks: readonly TrialCounts[], k: number): Estimate {
  demand(Number.isInteger(k) && k >= 1, 'k as a whole number of at least 1', String(k));
  demand(tasks.length > 0, 'at least one task', 'none');
  const all = tasks.map((trials) => ofTask(trials, k));
  const mean = (of: (one: Estimate) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const value = mean(({ value: each }) => each);
  const reach = (to: 'low' | 'high') =>
    Math.hypot(...all.map((one) => one[to] - one.value)) / all.length;
  return {
    value,
    low: Math.max(0, value - reach('low')),
    high: Math.min(1, value + reach('high')),
  };
}

function ofTask({ n, successes }: TrialCounts, k: number): Estimate {
  demandCounts(successes, n);
  demand(n >= k, `at least ${k} trials of each task`, String(n));
  const value = choiceRatio(successes, n, k);
  const { low, high } = wilson(successes, n);
  return { value, low: Math.min(value, low ** k), high: Math.max(value, high ** k) };
}

/** C(part, k) / C(whole, k) as a product, which no factorial can overflow. */
function choiceRatio(part: number, whole: number, k: number): number {
  if (part < k) return 0;
  let ratio = 1;
  for (let i = 0; i < k; i += 1) ratio *= (part - i) / (whole - i);
  return ratio;
}
