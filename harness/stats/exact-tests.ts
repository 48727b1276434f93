import { demand, demandCounts } from './demand.ts';

/**
 * McNemar's exact one-sided p-value: the chance that at least `worse` of the pairs that changed did so for
 * the worse, if each way is as likely; 1 where none changed. Source: Q. McNemar, Psychometrika 12 (1947)
 * 153–157, with the binomial distribution in place of its normal limit.
 */
export function mcnemar(worse: number, better: number): number {
  demandCounts(worse, worse + better);
  const n = worse + better;
  let [term, sum] = [0.5 ** n, 0];
  for (let k = n; k >= worse; k -= 1) {
    sum += term;
    term *= k / (n - k + 1);
  }
  return Math.min(1, sum);
}

/** So many of so many, on either side. */
export interface FourfoldTable {
  readonly first: { readonly part: number; readonly whole: number };
  readonly second: { readonly part: number; readonly whole: number };
}

/**
 * Fisher's exact one-sided p-value: the chance of at least as many in the second sample, if both have the same
 * share. Source: R. A. Fisher, Statistical Methods for Research Workers (1925), §21.02.
 */
export function fisher({ first, second }: FourfoldTable): number {
  demandCounts(first.part, first.whole);
  demandCounts(second.part, second.whole);
  demand(first.whole > 0 && second.whole > 0, 'trials on both sides', 'none');
  const parts = first.part + second.part;
  const all = logChoose(first.whole + second.whole, parts);
  let sum = 0;
  for (let k = second.part; k <= Math.min(parts, second.whole); k += 1) {
    if (parts - k > first.whole) continue;
    sum += Math.exp(logChoose(second.whole, k) + logChoose(first.whole, parts - k) - all);
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i += 1) sum += Math.log((n - k + i) / i);
  return sum;
}
