import { demand } from './demand.ts';

/** What a sequential test tells apart: a rate of failures that is fine, and one that is not. */
export interface SprtPlan {
  /** The rate that passes, in (0, 1). */
  readonly p0: number;
  /** The rate that fails, above p0. */
  readonly p1: number;
  /** The chance to fail what is fine. */
  readonly alpha: number;
  /** The chance to pass what is not. */
  readonly beta: number;
  /** Trials after which the answer is `unknown`. */
  readonly maxTrials: number;
}

/** A sequential test under way: the log-likelihood ratio so far, and what it says. */
export interface Sprt {
  readonly llr: number;
  readonly n: number;
  readonly says: 'more' | 'pass' | 'fail' | 'unknown';
}

/** A sequential test before its first trial. */
export const sprtStart: Sprt = { llr: 0, n: 0, says: 'more' };

/**
 * One more trial: LLR += x·ln(p1/p0) + (1 − x)·ln((1 − p1)/(1 − p0)), x = 1 for a failed one. It
 * fails at ln((1 − β)/α), passes at ln(β/(1 − α)), and is `unknown` when its trials are used up.
 * A test that has decided stays as it is. Source: A. Wald, Ann. Math. Stat. 16 (1945) 117–186.
 */
export function sprtStep(state: Sprt, trialFailed: boolean, plan: SprtPlan): Sprt {
  demandPlan(plan);
  if (state.says !== 'more') return state;
  const { p0, p1, alpha, beta, maxTrials } = plan;
  const llr = state.llr + (trialFailed ? Math.log(p1 / p0) : Math.log((1 - p1) / (1 - p0)));
  const n = state.n + 1;
  if (llr >= Math.log((1 - beta) / alpha)) return { llr, n, says: 'fail' };
  if (llr <= Math.log(beta / (1 - alpha))) return { llr, n, says: 'pass' };
  return { llr, n, says: n >= maxTrials ? 'unknown' : 'more' };
}

function demandPlan({ p0, p1, alpha, beta, maxTrials }: SprtPlan): void {
  demand(p0 > 0 && p0 < p1 && p1 < 1, '0 < p0 < p1 < 1', `p0 ${p0}, p1 ${p1}`);
  const risks = alpha > 0 && beta > 0 && alpha + beta < 1;
  demand(risks, 'alpha and beta above 0, their sum under 1', `${alpha} and ${beta}`);
  demand(Number.isInteger(maxTrials) && maxTrials >= 1, 'maxTrials ≥ 1', String(maxTrials));
}
