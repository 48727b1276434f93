import { demand, demandCounts } from './demand.ts';

/** The trials of one task. */
export interface Trials {
  readonly n: number;
  readonly successes: number;
}

/**
 * pass^k, the chance that k trials all succeed: C(c, k) / C(n, k), mean over tasks. An error where
 * a task has fewer than k trials. Source: τ-bench, arXiv 2406.12045.
 */
export function passHatK(tasks: readonly Trials[], k: number): number {
  return mean(tasks, k, ({ n, successes }) => choiceRatio(successes, n, k));
}

/**
 * pass@k, the chance that at least one of k trials succeeds: 1 − C(n − c, k) / C(n, k), mean over
 * tasks. An error where a task has fewer than k trials. Source: arXiv 2107.03374.
 */
export function passAtK(tasks: readonly Trials[], k: number): number {
  return mean(tasks, k, ({ n, successes }) => 1 - choiceRatio(n - successes, n, k));
}

/** C(part, k) / C(whole, k) as a product, which no factorial can overflow. */
function choiceRatio(part: number, whole: number, k: number): number {
  if (part < k) return 0;
  let ratio = 1;
  for (let i = 0; i < k; i += 1) ratio *= (part - i) / (whole - i);
  return ratio;
}

function mean(tasks: readonly Trials[], k: number, of: (trials: Trials) => number): number {
  demand(Number.isInteger(k) && k >= 1, 'k as a whole number of at least 1', String(k));
  demand(tasks.length > 0, 'at least one task', 'none');
  for (const { n, successes } of tasks) {
    demandCounts(successes, n);
    demand(n >= k, `at least ${k} trials of each task`, String(n));
  }
  return tasks.reduce((sum, trials) => sum + of(trials), 0) / tasks.length;
}
