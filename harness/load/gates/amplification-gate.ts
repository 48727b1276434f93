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
 * Whether attempts for each request stay under a factor of those in the baseline: passes where the interval of every point
 * lies under it, and fails where that of any lies over it, which is one of as many that may miss by chance. Blocks of 5 s are
 * the unit of the interval.
 */
export function amplificationGate(
  limit: number,
  count: PhaseCount,
  options: Pick<BoundOptions, 'phases' | 'windowMs' | 'confidence'>,
): Pick<LoadGate, 'result' | 'reason'> {
  const { confidence = 0.95 } = options;
  const before = options.phases.find(({ phase }) => phase.role === 'before');
  const { known, thin } = amplificationsIn(count, before, options);
  const worst = known.toSorted((a, b) => b.value - a.value)[0];
  const short = 'too short to say: at least 10 s of each phase';
  if (!worst) return { result: 'unknown', reason: short };
  const shared = 1 - (1 - confidence) / known.length;
  const surely = amplificationsIn(count, before, { ...options, confidence: shared }).known;
  const over = surely.find(({ low }) => low > limit);
  if (over) return { result: 'fail', reason: wordsFor(over) };
  const open = known.find(({ high }) => high > limit);
  if (open) return { result: 'unknown', reason: wordsFor(open) };
  if (thin.length === 0) return { result: 'pass', reason: wordsFor(worst) };
  const doubt = `too little is known of ${thin.join(', ')}: calls in at least two blocks of 5 s`;
  return { result: 'unknown', reason: `${wordsFor(worst)}; ${doubt}` };
}

interface PointEstimate extends Estimate {
  readonly name: string;
}

function wordsFor({ name, value, low, high }: PointEstimate): string {
  return `${value.toFixed(2)} attempts for one in the baseline at ${name} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/**
 * Attempts for each request at each point, over those in the baseline; of a point that the baseline never calls, by themselves.
 * `thin` are the points of which too little is known, though they were called again.
 */
export function amplificationsIn(
  count: PhaseCount,
  before: PhaseCount | undefined,
  { windowMs, confidence = 0.95 }: Pick<BoundOptions, 'windowMs' | 'confidence'>,
): { readonly known: readonly PointEstimate[]; readonly thin: readonly string[] } {
  const names = [...new Set(count.windows.flatMap(({ points }) => [...points.keys()]))];
  const known: PointEstimate[] = [];
  const thin: string[] = [];
  for (const name of names) {
    const now = blocksOf(count, name, windowMs);
    const its = before && before !== count ? blocksOf(before, name, windowMs) : noLoad;
    const usual = its.runs > 0 ? its : undefined;
    const isKnown = now.runs >= 2 && (usual === undefined || usual.runs >= 2);
    if (isKnown) known.push({ name, ...retryAmplification(now, usual, confidence) });
    else if (now.attempts > now.requests) thin.push(name);
  }
  return { known, thin };
}

function blocksOf({ windows }: PhaseCount, name: string, windowMs: number): HopLoad {
  const size = Math.ceil(blockMs / windowMs);
  let sum = noLoad;
  /** What only goes on with requests of the block before goes with those of the next. */
  let carried = 0;
  for (let n = 0; n < windows.length; n += size) {
    const its = windows.slice(n, n + size).flatMap(({ points }) => points.get(name) ?? []);
    const requests = its.reduce((total, one) => total + one.requests, 0);
    const attempts = its.reduce((total, one) => total + one.attempts, carried);
    carried = requests === 0 ? attempts : 0;
    if (requests === 0) continue;
    const load = runLoad(Math.max(attempts, requests), requests);
    const keys = Object.keys(sum) as (keyof HopLoad)[];
    sum = Object.fromEntries(keys.map((key) => [key, sum[key] + load[key]])) as unknown as HopLoad;
  }
  return sum;
}
