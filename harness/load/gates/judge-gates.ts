import type { LoadPrices } from '../../model/load/load-options.ts';
import type { LoadGate, LoadRecovery } from '../../model/load/load-report.ts';
import { alwaysFail } from '../../model/trace/outcome.ts';
import type { Result } from '../../model/trace/verdict.ts';
import type { Estimate } from '../../stats/wilson.ts';
import { judgedIn } from '../counts/check-count.ts';
import { countOf } from '../counts/check-report.ts';
import type { PhaseCount } from '../counts/fold.ts';
import type { WindowCount } from '../counts/window-count.ts';
import { amplificationGate } from './amplification-gate.ts';
import { histogram } from '../counts/histogram.ts';
import { spendingGate } from './spending-gate.ts';
import { badness, type Badness } from './badness.ts';
import { checkGates, neverDoubt, type ChecksSeen } from './check-gates.ts';
import { shareOf } from './share-interval.ts';
import type { Clause } from './slo.ts';

/** What the gates look at. */
export interface LoadGateOptions extends ChecksSeen {
  readonly recovery: LoadRecovery | null;
  readonly windowMs: number;
  readonly prices: LoadPrices | null;
  readonly seed: number;
}

/**
 * What each bound comes to in each phase that it is about. The interval of the share that is bad lies
 * under its limit: pass; over it: fail; else unknown. Beside them: how the system came out of the
 * faults, and that no task is silently wrong, unsafe or hung where no bound says how many may be.
 */
export function judgeGates(options: LoadGateOptions): readonly LoadGate[] {
  const { clauses, phases, recovery } = options;
  const bounds = clauses.flatMap((clause) => {
    if (clause.metric.kind === 'recovery') return [recoveryGate(clause, recovery)];
    return phases
      .filter(({ phase }) => clause.role === null || clause.role === phase.role)
      .filter(({ phase }) => phase.name !== 'relief' && phase.name !== 'restored')
      .filter((count) => clause.metric.kind !== 'check' || isJudged(clause.metric.of, count))
      .map((count) => phaseGate(clause, count, options));
  });
  const isAsked = (of: string) =>
    clauses.some(({ metric }) => metric.kind === 'share' && metric.of === of);
  const nevers = alwaysFail.filter((one) => !isAsked(one)).map((one) => neverGate(one, options));
  return [...bounds, ...comingOut(options), ...checkGates(options), ...nevers];
}

function isJudged(check: string, count: PhaseCount): boolean {
  return judgedIn(countOf(check, [count])) > 0;
}

function phaseGate(clause: Clause, count: PhaseCount, options: LoadGateOptions): LoadGate {
  const { phase } = count;
  const gate = { gate: clause.text, phase: phase.name };
  if (clause.metric.kind === 'amplification') {
    return { ...gate, ...amplificationGate(clause.limit, count, options) };
  }
  if (clause.metric.kind === 'spent') {
    return { ...gate, ...spendingGate(clause.limit, clause.metric.of, count.windows, options) };
  }
  const { bad, doubt, total, limit } = badness(clause);
  const share = shareIn(count.windows, { bad, total }, clause, options);
  if (!share) {
    const reason =
      clause.metric.kind === 'stream' ? 'no reply was streamed' : 'no task was offered';
    return { ...gate, result: 'unknown', reason };
  }
  const doubts = count.windows.reduce((sum, window) => sum + doubt(window), 0);
  const orBad = (window: WindowCount) => Math.min(total(window), bad(window) + doubt(window));
  const worse = doubts > 0 && shareIn(count.windows, { bad: orBad, total }, clause, options);
  const reach = { ...share, high: worse ? worse.high : share.high };
  const reason = wordsFor(clause, count, reach);
  const more = doubts > 0 ? `; it cannot be told of ${doubts}` : '';
  return { ...gate, result: resultOf(reach, limit), reason: `${reason}${more}` };
}

function shareIn(
  windows: readonly WindowCount[],
  { bad, total }: Pick<Badness, 'bad' | 'total'>,
  { text }: Clause,
  { windowMs, seed }: LoadGateOptions,
): Estimate | null {
  const series = windows
    .filter((window) => total(window) > 0)
    .map((window) => ({ part: bad(window), whole: total(window) }));
  const phase = windows[0]?.phase.name ?? '';
  return shareOf(series, { windowMs, seed, name: `${phase} ${text}` });
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
  const between = `${percent(share.low)} to ${percent(share.high)}`;
  if (metric.kind === 'goodput') {
    return `${percent(1 - share.value)} right and in time (${percent(1 - share.high)} to ${percent(1 - share.low)})`;
  }
  if (metric.kind === 'quantile') {
    return `${time(response.at(metric.q))}; ${percent(share.value)} took longer than the limit or did not end (${between})`;
  }
  if (metric.kind === 'stream') {
    const all = histogram();
    for (const { streams } of windows) all.add(streams[metric.of].values);
    return `${time(all.at(metric.q))}; ${percent(share.value)} took longer than ${time(limit)} (${between})`;
  }
  return `${percent(share.value)} (${between})`;
}

function recoveryGate(clause: Clause, recovery: LoadRecovery | null): LoadGate {
  const gate = { gate: clause.text, phase: '' };
  if (!recovery) return { ...gate, result: 'unknown', reason: 'nothing to recover from' };
  const { kind, afterMs, notBeforeMs, reason } = recovery;
  if (afterMs !== null)
    return { ...gate, result: afterMs <= clause.limit ? 'pass' : 'fail', reason };
  const isOver = kind !== 'unknown' || (notBeforeMs ?? 0) > clause.limit;
  return { ...gate, result: isOver ? 'fail' : 'unknown', reason };
}

function comingOut({ recovery, clauses }: LoadGateOptions): readonly LoadGate[] {
  if (!recovery || clauses.some(({ metric }) => metric.kind === 'recovery')) return [];
  const { kind, reason } = recovery;
  const isBad = kind === 'metastable' || kind === 'latched' || kind === 'under-provisioned';
  const result = kind === 'recovered' ? 'pass' : isBad ? 'fail' : 'unknown';
  return [{ gate: 'recovers', phase: '', result, reason }];
}

function neverGate(outcome: (typeof alwaysFail)[number], options: LoadGateOptions): LoadGate {
  const gate = { gate: `never ${outcome}`, phase: '' };
  const its = options.phases.map(({ phase, windows }) => ({
    name: phase.name,
    count: windows.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0),
  }));
  const found = its.filter(({ count }) => count > 0);
  const where = found.map(({ name, count }) => `${count} in ${name}`).join(', ');
  if (found.length > 0) return { ...gate, result: 'fail', reason: where };
  const doubt = neverDoubt(outcome, options);
  if (doubt !== null) return { ...gate, result: 'unknown', reason: doubt };
  return { ...gate, result: 'pass', reason: 'none' };
}

function percent(share: number): string {
  const value = share * 100;
  return `${value.toFixed(value > 99.9 && value < 100 ? 3 : 2).replace(/\.?0+$/, '')} %`;
}

function time(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
