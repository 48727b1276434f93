import { demand } from './demand.ts';

/** What reached a hop. */
export interface HopLoad {
  readonly attempts: number;
  /** Logical requests the attempts are for. */
  readonly requests: number;
}

/**
 * Retry amplification at a hop: attempts per logical request, over the same in the baseline where
 * one is given. Null where there were no requests, or the baseline made no attempt. Source: the
 * retry budgets of Site Reliability Engineering (2016), chapter 21.
 */
export function retryAmplification(load: HopLoad, baseline?: HopLoad): number | null {
  const now = perRequest(load);
  if (baseline === undefined) return now;
  const before = perRequest(baseline);
  return now === null || before === null || before === 0 ? null : now / before;
}

function perRequest({ attempts, requests }: HopLoad): number | null {
  demand(attempts >= 0 && requests >= 0, 'counts of at least 0', `${attempts} and ${requests}`);
  return requests === 0 ? null : attempts / requests;
}
