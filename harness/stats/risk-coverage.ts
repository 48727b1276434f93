import { demand } from './demand.ts';

/** One answer with the confidence it came with. */
export interface Rated {
  readonly confidence: number;
  readonly wrong: boolean;
}

/** Risk among the most confident share of answers. */
export interface RiskPoint {
  /** Share answered, k/n. */
  readonly coverage: number;
  /** Share of wrong ones among those k. */
  readonly risk: number;
}

/** A risk–coverage curve with its area, and how far that lies above the best possible. */
export interface RiskCoverage {
  readonly curve: readonly RiskPoint[];
  readonly aurc: number;
  /** AURC less that of an oracle with the same number of errors. */
  readonly eAurc: number;
}

/**
 * Selective prediction: answers by falling confidence; r_k the risk of the first k, AURC its mean
 * over k; AURC* = (1/n) Σ max(0, k − (n − e))/k for e errors. Within ties r_k is its mean over all
 * orders. An error for no answers or a confidence that is no number. Source: arXiv 1805.08206.
 */
export function riskCoverage(answers: readonly Rated[]): RiskCoverage {
  const n = answers.length;
  demand(n > 0, 'at least one answer', 'none');
  const nan = answers.find(({ confidence }) => Number.isNaN(confidence));
  demand(nan === undefined, 'confidences that are numbers', 'NaN');
  const curve = risks(answers).map((risk, i) => ({ coverage: (i + 1) / n, risk }));
  const aurc = curve.reduce((sum, point) => sum + point.risk, 0) / n;
  return { curve, aurc, eAurc: aurc - oracle(n, countWrong(answers)) };
}

/** r_1 … r_n; each of a group of ties carries the group's mean loss. */
function risks(answers: readonly Rated[]): readonly number[] {
  const groups = [...Map.groupBy(answers, ({ confidence }) => confidence)];
  const found: number[] = [];
  let lost = 0;
  for (const [, group] of groups.toSorted(([a], [b]) => (a > b ? -1 : 1))) {
    const loss = countWrong(group);
    const before = found.length;
    for (let j = 1; j <= group.length; j += 1) {
      found.push((lost + (loss * j) / group.length) / (before + j));
    }
    lost += loss;
  }
  return found;
}

function countWrong(answers: readonly Rated[]): number {
  return answers.filter(({ wrong }) => wrong).length;
}

function oracle(n: number, errors: number): number {
  let sum = 0;
  for (let k = n - errors + 1; k <= n; k += 1) sum += (k - (n - errors)) / k;
  return sum / n;
}
