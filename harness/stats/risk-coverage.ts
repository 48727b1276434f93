import { clusteredShare } from './clustered-share.ts';
import { demand, demandCounts } from './demand.ts';
import type { Estimate } from './wilson.ts';

/** The answers of one confidence, and the number of these that were wrong. */
export interface Rated {
  readonly confidence: number;
  readonly answers: number;
  readonly wrong: number;
}

/** The risk among the most confident share of answers. */
export interface RiskPoint {
  /** Share answered, k/n. */
  readonly coverage: number;
  /** Share of wrong ones among those k. */
  readonly risk: Estimate;
}

/** A risk–coverage curve, its area, and the excess over the least possible area. */
export interface RiskCoverage {
  /** One point for each confidence, the highest first. */
  readonly curve: readonly RiskPoint[];
  readonly aurc: Estimate;
  /** AURC less that of an oracle with the same number of errors. */
  readonly eAurc: Estimate;
}

/**
 * Selective prediction: answers by falling confidence; r_k the risk of the first k, AURC its mean
 * over k; AURC* = (1/n) Σ max(0, k − (n − e))/k for e errors. Within ties r_k is its mean over all
 * orders. Answers of one cluster may be correlated; the interval of the area is the mean of those
 * of r_k, which is not too narrow for any correlation. Throws for no answers, and for a confidence
 * that is no number. Source: arXiv 1805.08206.
 */
export function riskCoverage(rated: readonly Rated[], clusters: number): RiskCoverage {
  const n = sum(rated, ({ answers }) => answers);
  demand(n > 0, 'at least one answer', 'none');
  for (const { confidence, answers, wrong } of rated) {
    demand(!Number.isNaN(confidence), 'confidences that are numbers', 'NaN');
    demandCounts(wrong, answers);
  }
  const curve: RiskPoint[] = [];
  const area = { value: 0, low: 0, high: 0 };
  let [before, lost] = [0, 0];
  for (const { answers, wrong } of rated.toSorted((a, b) => b.confidence - a.confidence)) {
    let risk: Estimate | null = null;
    for (let j = 1; j <= answers; j += 1) {
      const part = lost + (wrong * j) / answers;
      risk = clusteredShare({ part, whole: before + j, clusters });
      for (const end of ['value', 'low', 'high'] as const) area[end] += risk[end] / n;
    }
    [before, lost] = [before + answers, lost + wrong];
    if (risk) curve.push({ coverage: before / n, risk });
  }
  const best = oracle(n, lost);
  const above = (end: number) => Math.max(0, end - best);
  const eAurc = { value: above(area.value), low: above(area.low), high: above(area.high) };
  return { curve, aurc: area, eAurc };
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}

function oracle(n: number, errors: number): number {
  let total = 0;
  for (let k = n - errors + 1; k <= n; k += 1) total += (k - (n - errors)) / k;
  return total / n;
}
