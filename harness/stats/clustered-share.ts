import { demandParts } from './demand.ts';
import type { Proportion } from './newcombe.ts';
import { wilson, type Estimate } from './wilson.ts';

/** A share counted in clusters, such as tasks in runs; the members of a cluster are correlated. */
export interface ClusteredShare {
  readonly part: number;
  readonly whole: number;
  /** Clusters that hold at least one of the whole. */
  readonly clusters: number;
}

/**
 * The share with Wilson's interval for its effective sample size: one observation a cluster, as if
 * all members of a cluster were equal. Throws if the whole is 0. Source: the design effect 1 + (m −
 * 1)ρ of L. Kish, Survey Sampling (1965), §5.4, at its upper bound ρ = 1.
 */
export function clusteredShare(share: ClusteredShare, confidence = 0.95): Estimate {
  const { successes, n } = effective(share);
  return { value: share.part / share.whole, ...wilson(successes, n, confidence) };
}

/** The proportion at its effective sample size. */
export function effective({ part, whole, clusters }: ClusteredShare): Proportion {
  demandParts(part, whole);
  demandParts(1, whole);
  const n = Math.min(whole, clusters);
  return { successes: part === whole ? n : (part / whole) * n, n };
}
