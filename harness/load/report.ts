import type { Checker } from '../model/trace/checker.ts';
import type {
  DriverName,
  KeptTask,
  LoadGate,
  LoadRecovery,
  LoadReport,
} from '../model/load/load-report.ts';
import type { TraceHeader } from '../run/run.ts';
import { worst } from '../model/trace/verdict.ts';
import type { LoadCounts } from './counts/fold.ts';
import { tasksIn, type WindowCount } from './counts/window-count.ts';
import { checkReports } from './counts/check-report.ts';
import { unjudged } from './gates/check-gates.ts';
import { judgeGates } from './gates/judge-gates.ts';
import { histogram } from './counts/histogram.ts';
import { herdsIn } from './recovery/herds.ts';
import { leastGoodput } from './recovery/recovery.ts';
import type { LoadSpec } from './spec.ts';
import type { CheckWords } from './tasks/check-evidence.ts';
import { invalidities } from './validity.ts';
import { faultReports, phaseReport, windowReport } from './counts/summed.ts';

/** What is known of a load once it is over. */
export interface LoadEnded {
  readonly header: Pick<
    TraceHeader,
    'scenario' | 'variant' | 'mode' | 'seed' | 'plan' | 'drawn' | 'deadlineMs'
  >;
  readonly file: string;
  readonly driver: DriverName | null;
  /** Why this machine was the limit of the load; null where it was not. */
  readonly limit: string | null;
  readonly spec: LoadSpec;
  readonly counts: LoadCounts;
  readonly recovery: LoadRecovery | null;
  readonly kept: readonly KeptTask[];
  readonly checks: readonly Pick<Checker, 'name' | 'over'>[];
  readonly evidence: CheckWords;
  /** When it ended (ms since it began). */
  readonly nowMs: number;
  /** The cap that was met; null where none was. */
  readonly truncated: string | null;
  /** Effects of tasks that had been judged. */
  readonly afterwards: number;
  /** The share of the time that the event loop was busy; null under virtual time. */
  readonly busy: number | null;
  /** Whether it was stopped, so that tasks were not begun. */
  readonly isStopped: boolean;
  /** Why it ended before its time; null where it did not. */
  readonly cut: string | null;
  /** Further reasons why no gate can pass. */
  readonly doubts: readonly string[];
  /** When its first task could begin (ms since 1970); null under virtual time. */
  readonly beganAtMs: number | null;
  readonly tookMs: number;
}

/** The report of a load, with its verdict. */
export function loadReport(ended: LoadEnded): LoadReport {
  const { header, file, driver, spec, counts, recovery, kept, checks, evidence } = ended;
  const { nowMs, cut, tookMs } = ended;
  const { scenario, variant, mode, seed, plan, deadlineMs } = header;
  const { windowMs, withinMs, arrivals, shape, rate, limit, clauses, prices } = spec;
  const doubts = doubtsOf(ended);
  const { phases } = counts;
  const seen = { checks, clauses, phases, evidence };
  const gates = judgeGates({ ...seen, recovery, windowMs, seed, prices });
  const invalid = [...(ended.limit === null ? [] : [ended.limit]), ...invalidIn(ended)];
  const blank = [...invalid, ...straysIn(counts)];
  const told = gates.map((gate) => inDoubt(gate, doubts)).map((gate) => ifKnown(gate, blank));
  return {
    version: 1,
    scenario,
    file,
    variant,
    mode,
    driver,
    seed,
    plan,
    ...(header.drawn && { drawn: true as const }),
    arrivals,
    shape,
    rate,
    concurrencyLimit: Number.isFinite(limit) ? limit : null,
    withinMs,
    deadlineMs,
    windowMs,
    prices,
    phases: phases.map((count) => phaseReport(count, { windowMs, seed, prices, phases })),
    windows: phases.flatMap(({ windows }) => windows.map(windowReport)),
    faults: faultReports(plan, counts, nowMs),
    recovery,
    herds: herdsIn(counts),
    slo: clauses.map(({ name, text, role, limit: at }) => ({ name, text, role, limit: at })),
    gates: told,
    checks: checkReports(phases, evidence),
    // The gate of that name stands for the check.
    unjudged: unjudged(seen).filter(({ check }) => !gates.some(({ gate }) => gate === check)),
    invalid,
    doubts,
    cut,
    result: worst(told.map(({ result }) => result)),
    kept,
    tookMs,
  };
}

/** The doubt of a plan none of whose faults struck. */
export const neverStruck = 'no fault of the plan ever struck';

/** How the doubt of a baseline that is not good begins. */
export const weakBaseline = 'the baseline itself is not good';

/** Why no gate can pass. */
function doubtsOf(ended: LoadEnded): readonly string[] {
  const { header, spec, counts, truncated, afterwards, cut, doubts } = ended;
  const isEmpty = header.drawn === true && header.plan.length === 0;
  const isIdle = header.plan.length > 0 && counts.hits.size === 0;
  return [
    ...doubts,
    ...baselineDoubt(counts, spec),
    ...(isIdle ? [neverStruck] : []),
    ...(isEmpty ? [`no fault was drawn for seed ${header.seed}`] : []),
    ...straysIn(counts),
    ...(afterwards > 0
      ? [`${afterwards} effects came of calls that tasks made after they had ended`]
      : []),
    ...counts.errors.slice(0, 3).map((message) => `the harness failed: ${message}`),
    ...(truncated === null ? [] : [truncated]),
    ...(cut === null ? [] : [cut]),
  ];
}

/** The share of the baseline that is right where nothing bounds it. */
const usualGoodput = 0.95;

/** A bound on the goodput of the baseline says itself how good that must be. */
function baselineDoubt(counts: LoadCounts, { clauses }: LoadSpec): readonly string[] {
  const share = goodputBefore(counts);
  const isBound = clauses.some(
    ({ name, role }) => name === 'goodput' && (role ?? 'before') === 'before',
  );
  if (share >= (isBound ? leastGoodput : usualGoodput)) return [];
  const told = `${weakBaseline}: ${Math.round(share * 100)} % of its tasks are right`;
  return [share < leastGoodput ? told : `${told}, and no slo of before.goodput allows that`];
}

/** The share of the baseline that is right; 1 where there is none. */
function goodputBefore({ phases }: LoadCounts): number {
  const windows = phases
    .filter(({ phase }) => phase.role === 'before')
    .flatMap((count) => count.windows);
  const sum = (of: (one: WindowCount) => number) => windows.reduce((all, one) => all + of(one), 0);
  const tasks = sum(tasksIn);
  return tasks === 0 ? 1 : sum(({ right }) => right) / tasks;
}

/** Why the load was not what it should be; under virtual time it always is. */
function invalidIn({ busy, counts, spec, isStopped }: LoadEnded): readonly string[] {
  if (busy === null) return [];
  const { phases } = counts;
  const sum = (of: (one: WindowCount) => number) =>
    phases.flatMap(({ windows }) => windows).reduce((all, one) => all + of(one), 0);
  const offered = sum((one) => one.offered);
  const lag = histogram();
  for (const one of phases) lag.add(one.lag);
  return invalidities({
    offered,
    unsent: isStopped ? 0 : sum((one) => one.offered - one.started - one.dropped),
    lagP99Ms: lag.at(0.99),
    busy,
    late: counts.late,
    withinMs: spec.withinMs,
  });
}

/** Calls of which nobody can tell the task: what it did, or did not do, may be theirs. */
function straysIn(counts: LoadCounts): readonly string[] {
  const strays = counts.strays;
  if (strays === 0) return [];
  return [`${strays} calls belong to no task: let the agent pass on traceparent or x-task-id`];
}

/** A load that was not what it should be says nothing of the system, good or bad. */
function ifKnown(gate: LoadGate, [why]: readonly string[]): LoadGate {
  return why === undefined ? gate : { ...gate, result: 'unknown', reason: why };
}

function inDoubt(gate: LoadGate, [doubt]: readonly string[]): LoadGate {
  if (doubt === undefined || gate.result !== 'pass') return gate;
  return { ...gate, result: 'unknown', reason: doubt };
}
