import type { LoadGate } from '../../model/load/load-report.ts';
import {
  noLoad,
  retryAmplification,
  runLoad,
  type HopLoad,
} from '../../stats/retry-amplification.ts';
import type { Estimate } from '../../stats/wilson.ts';
import type { PhaseCount } from '../counts/fold.ts';
import type { BoundOptions } from './bound-options.ts';

/** Retries of neighbours go together (ms). */
const blockMs = 5000;

/**
 * Whether attempts for each request stay under a factor of those in the baseline, at the point where they
 * are most; blocks of 5 s are the unit of the interval.
 */
export function amplificationGate(
  limit: number,
  count: PhaseCount,
  options: Pick<BoundOptions, 'phases' | 'windowMs' | 'confidence'>,
): Pick<LoadGate, 'result' | 'reason'> {
  const before = options.phases.find(({ phase }) => phase.role === 'before');
  const all = amplificationsIn(count, before, options);
  const worst = all.toSorted((a, b) => b.value - a.value)[0];
  if (!worst) return { result: 'unknown', reason: 'too short to say: at least 10 s of each phase' };
  const { name, value, low, high } = worst;
  const reason = `${value.toFixed(2)} attempts for one in the baseline at ${name} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return { result: high <= limit ? 'pass' : low > limit ? 'fail' : 'unknown', reason };
}

/** Attempts for each request at each point, over those in the baseline; without points of which too little is known. */
export function amplificationsIn(
  count: PhaseCount,
  before: PhaseCount | undefined,
  { windowMs, confidence = 0.95 }: Pick<BoundOptions, 'windowMs' | 'confidence'>,
): readonly (Estimate & { readonly name: string })[] {
  const names = new Set(count.windows.flatMap(({ points }) => [...points.keys()]));
  return [...names].flatMap((name) => {
    const now = blocksOf(count, name, windowMs);
    const usual = before && before !== count ? blocksOf(before, name, windowMs) : undefined;
    if (now.runs < 2 || (usual && usual.runs < 2)) return [];
    return [{ name, ...retryAmplification(now, usual, confidence) }];
  });
}

function blocksOf({ windows }: PhaseCount, name: string, windowMs: number): HopLoad {
  const size = Math.ceil(blockMs / windowMs);
  let sum = noLoad;
  for (let n = 0; n < windows.length; n += size) {
    const its = windows.slice(n, n + size).flatMap(({ points }) => points.get(name) ?? []);
    const requests = its.reduce((total, one) => total + one.requests, 0);
    const attempts = its.reduce((total, one) => total + one.attempts, 0);
    if (requests === 0) continue;
    const load = runLoad(Math.max(attempts, requests), requests);
    const keys = Object.keys(sum) as (keyof HopLoad)[];
    sum = Object.fromEntries(keys.map((key) => [key, sum[key] + load[key]])) as unknown as HopLoad;
  }
  return sum;
}
