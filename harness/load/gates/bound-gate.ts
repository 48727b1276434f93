import type { LoadGate } from '../../model/load/load-report.ts';
import type { Result } from '../../model/trace/verdict.ts';
import type { Estimate } from '../../stats/wilson.ts';
import { judgedIn } from '../counts/check-count.ts';
import { countOf } from '../counts/check-report.ts';
import type { PhaseCount } from '../counts/fold.ts';
import { histogram } from '../counts/histogram.ts';
import type { WindowCount } from '../counts/window-count.ts';
import { amplificationGate } from './amplification-gate.ts';
import { badness, type Badness } from './badness.ts';
import { shareOf } from './share-interval.ts';
import type { BoundOptions } from './bound-options.ts';
import type { Clause } from './slo.ts';
import { spendingGate } from './spending-gate.ts';

/** A bound in a phase, and whether its interval is too wide to tell: a longer phase may. */
export interface BoundGate extends LoadGate {
  readonly isOpen: boolean;
}

/** Whether a bound says anything of a phase. */
export function isAbout({ metric, role }: Clause, count: PhaseCount): boolean {
  const { phase } = count;
  if (metric.kind === 'recovery' || (role !== null && role !== phase.role)) return false;
  // They find out what a failure is, and are no part of what was asked for.
  if (phase.name === 'relief' || phase.name === 'restored') return false;
  return metric.kind !== 'check' || judgedIn(countOf(metric.of, [count])) > 0;
}

/**
 * What a bound comes to in a phase: the interval of the share that is bad lies under its limit: pass; over
 * it: fail; else unknown.
 */
export function boundGate(clause: Clause, count: PhaseCount, options: BoundOptions): BoundGate {
  const { phase } = count;
  const gate = { gate: clause.text, phase: phase.name };
  if (clause.metric.kind === 'amplification') {
    const found = amplificationGate(clause.limit, count, options);
    return { ...gate, ...found, isOpen: found.result === 'unknown' };
  }
  if (clause.metric.kind === 'spent') {
    const found = spendingGate(clause.limit, clause.metric.of, count.windows, options);
    return { ...gate, ...found, isOpen: found.result === 'unknown' };
  }
  const { bad, doubt, total, limit } = badness(clause);
  const share = shareIn(count.windows, { bad, total }, clause, options);
  if (!share) {
    const reason =
      clause.metric.kind === 'stream' ? 'no reply was streamed' : 'no task was offered';
    return { ...gate, result: 'unknown', reason, isOpen: false };
  }
  const doubts = count.windows.reduce((sum, window) => sum + doubt(window), 0);
  const orBad = (window: WindowCount) => Math.min(total(window), bad(window) + doubt(window));
  const worse = doubts > 0 && shareIn(count.windows, { bad: orBad, total }, clause, options);
  const reach = { ...share, high: worse ? worse.high : share.high };
  const reason = wordsFor(clause, count, reach);
  const more = doubts > 0 ? `; it cannot be told of ${doubts}` : '';
  const result = resultOf(reach, limit);
  return { ...gate, result, reason: `${reason}${more}`, isOpen: result === 'unknown' };
}

function shareIn(
  windows: readonly WindowCount[],
  { bad, total }: Pick<Badness, 'bad' | 'total'>,
  { text }: Clause,
  { windowMs, seed, confidence }: BoundOptions,
): Estimate | null {
  const series = windows
    .filter((window) => total(window) > 0)
    .map((window) => ({ part: bad(window), whole: total(window) }));
  const phase = windows[0]?.phase.name ?? '';
  const name = `${phase} ${text}`;
  return shareOf(series, { windowMs, seed, name, ...(confidence && { confidence }) });
}

function resultOf({ low, high }: Estimate, limit: number): Result {
  // 1 - 0.99 is not quite 0.01.
  const slack = 1e-12;
  if (high <= limit + slack) return 'pass';
  return low > limit + slack ? 'fail' : 'unknown';
}

function wordsFor(
  { metric, limit }: Clause,
  { response, windows }: PhaseCount,
  share: Estimate,
): string {
  const between = `${finePercent(share.low)} to ${finePercent(share.high)}`;
  if (metric.kind === 'goodput') {
    return `${finePercent(1 - share.value)} right and in time (${finePercent(1 - share.high)} to ${finePercent(1 - share.low)})`;
  }
  if (metric.kind === 'quantile') {
    return `${time(response.at(metric.q))}; ${finePercent(share.value)} took longer than the limit or did not end (${between})`;
  }
  if (metric.kind === 'stream') {
    const all = histogram();
    for (const { streams } of windows) all.add(streams[metric.of].values);
    return `${time(all.at(metric.q))}; ${finePercent(share.value)} took longer than ${time(limit)} (${between})`;
  }
  return `${finePercent(share.value)} (${between})`;
}

/** A share as a bound is written: to hundredths, and to thousandths near all of them. */
function finePercent(share: number): string {
  const value = share * 100;
  return `${value.toFixed(value > 99.9 && value < 100 ? 3 : 2).replace(/\.?0+$/, '')} %`;
}

function time(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
