import type {
  LoadFault,
  LoadPhaseReport,
  LoadWindow,
  OutcomeCounts,
  PointLoad,
} from '../../model/load/load-report.ts';
import type { LoadPrices } from '../../model/load/load-options.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { outcomes, type Outcome } from '../../model/trace/outcome.ts';
import { quantileRanks } from '../../stats/quantile-interval.ts';
import type { LoadCounts, PhaseCount } from './fold.ts';
import { tasksIn, type WindowCount } from './window-count.ts';
import { amplificationReport } from './amplification-report.ts';
import { spentReport, streamReport } from './use-report.ts';
import { shareOf } from '../gates/share-interval.ts';
import { times, type Histogram } from './histogram.ts';

/** What the report of a phase rests on beside its counts. */
export interface ReportedWith {
  readonly windowMs: number;
  readonly seed: number;
  readonly prices: LoadPrices | null;
  readonly phases: readonly PhaseCount[];
}

/** What a phase came to. */
export function phaseReport(count: PhaseCount, at: ReportedWith): LoadPhaseReport {
  const { phase, windows, response, service, lag } = count;
  const counts = summed(windows);
  const share = (name: string, of: (window: WindowCount) => number) => {
    const series = windows
      .filter((window) => tasksIn(window) > 0)
      .map((window) => ({ part: of(window), whole: tasksIn(window) }));
    return shareOf(series, { ...at, name: `${phase.name} ${name}` });
  };
  const judged = outcomes.reduce((sum, one) => sum + counts.outcomes[one], 0);
  const worth = outcomes.reduce((sum, one) => {
    const lost = windows.reduce((all, { broken }) => all + broken[one], 0);
    // What a check fails is of no use, and no better than it was.
    return sum + counts.outcomes[one] * worthOf[one] - lost * Math.max(0, worthOf[one]);
  }, 0);
  return {
    name: phase.name,
    role: phase.role,
    fromMs: phase.fromMs,
    toMs: phase.toMs,
    rate: phase.load.rate,
    extendedMs: Math.max(0, phase.toMs - phase.fromMs - count.plannedMs),
    ...counts,
    goodput: share('goodput', ({ right }) => right),
    responseMs: times(response),
    p99HighMs: upperP99(response),
    serviceMs: times(service),
    lagMs: times(lag),
    points: pointsOf(windows),
    utility: judged === 0 ? null : worth / judged,
    rates: {
      abstained: share('abstained', ({ outcomes: its }) => its.abstained),
      wrong: share('wrong', ({ outcomes: its }) => its['silently-wrong']),
    },
    amplification: amplificationReport(count, at),
    streams: streamReport(phase, windows),
    spent: spentReport(windows, at),
  };
}

/** What a window came to. */
export function windowReport(window: WindowCount): LoadWindow {
  const { phase, fromMs, toMs, response, openMost, spent, streams } = window;
  return {
    phase: phase.name,
    fromMs,
    toMs,
    ...summed([window]),
    p50Ms: response.at(0.5),
    p99Ms: response.at(0.99),
    responses: response.counts(),
    openMost,
    points: pointsOf([window]),
    ttft: streams.ttft.values.counts(),
    gap: streams.gap.values.counts(),
    tpot: streams.tpot.values.counts(),
    ...spent,
  };
}

/** What each strike of the plan did. */
export function faultReports(
  plan: Plan,
  { hits, spells }: LoadCounts,
  nowMs: number,
): readonly LoadFault[] {
  return plan.map(({ fault, at }, strike) => ({
    strike,
    fault: fault.name,
    at,
    hits: hits.get(strike) ?? 0,
    spells: spells
      .filter((one) => one.strike === strike)
      .map(({ fromMs, toMs }) => [fromMs, toMs ?? nowMs] as const),
  }));
}

/** What an outcome is worth to who asked. */
const worthOf: Readonly<Record<Outcome, number>> = {
  unaffected: 1,
  recovered: 1,
  degraded: 0.5,
  abstained: 0.3,
  escalated: 0.3,
  'failed-loud': 0,
  hung: 0,
  'silently-wrong': -1,
  unsafe: -1,
};

function summed(windows: readonly WindowCount[]) {
  const sum = (of: (one: WindowCount) => number) => windows.reduce((all, one) => all + of(one), 0);
  const counts = outcomes.map((one) => [one, sum((window) => window.outcomes[one])] as const);
  return {
    offered: sum(({ offered }) => offered),
    started: sum(({ started }) => started),
    done: sum(({ ended }) => ended),
    dropped: sum(({ dropped }) => dropped),
    right: sum(({ right }) => right),
    outcomes: Object.fromEntries(counts) as OutcomeCounts,
  };
}

function pointsOf(windows: readonly WindowCount[]): Readonly<Record<string, PointLoad>> {
  const names = [...new Set(windows.flatMap(({ points }) => [...points.keys()]))].toSorted();
  const sum = (name: string, of: keyof PointLoad) =>
    windows.reduce((all, { points }) => all + (points.get(name)?.[of] ?? 0), 0);
  return Object.fromEntries(
    names.map((name) => [
      name,
      { attempts: sum(name, 'attempts'), requests: sum(name, 'requests') },
    ]),
  );
}

function upperP99(response: Histogram): number | null {
  const n = response.count();
  const { high } = quantileRanks(n, 0.99);
  // The middle of a rank, so that rounding takes no other.
  return high === null ? null : response.at((high - 0.25) / n);
}
