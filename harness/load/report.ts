import type { KeptTask, LoadGate, LoadRecovery, LoadReport } from '../model/load/load-report.ts';
import type { Trace } from '../model/trace/trace.ts';
import { worst } from '../model/trace/verdict.ts';
import type { LoadFold } from './fold.ts';
import { judgeGates } from './gates/judge-gates.ts';
import type { LoadSpec } from './spec.ts';
import { faultReports, phaseReport, windowReport } from './summed.ts';

/** What is known of a load once it is over. */
export interface LoadEnded {
  readonly header: Pick<Trace, 'scenario' | 'variant' | 'mode' | 'seed' | 'plan'> & {
    readonly deadlineMs: number;
  };
  readonly file: string;
  readonly spec: LoadSpec;
  readonly fold: LoadFold;
  readonly recovery: LoadRecovery | null;
  readonly kept: readonly KeptTask[];
  /** When it ended (ms since it began). */
  readonly nowMs: number;
  /** The cap that was met; null where none was. */
  readonly truncated: string | null;
  /** Whether it was ended before its time. */
  readonly isCut: boolean;
  readonly tookMs: number;
}

/** The report of a load, with its verdict. */
export function loadReport(ended: LoadEnded): LoadReport {
  const { header, file, spec, fold, recovery, kept, nowMs, isCut, tookMs } = ended;
  const { scenario, variant, mode, seed, plan, deadlineMs } = header;
  const { windowMs, withinMs, arrivals, rate, limit, clauses } = spec;
  const cut = isCut ? `stopped in phase ${fold.phases.at(-1)?.phase.name ?? 'none'}` : null;
  const doubts = doubtsOf(ended, cut);
  const gates = judgeGates({ clauses, phases: fold.phases, recovery, windowMs, seed });
  const told = gates.map((gate) => inDoubt(gate, doubts));
  return {
    version: 1,
    scenario,
    file,
    variant,
    mode,
    seed,
    plan,
    arrivals,
    rate,
    concurrencyLimit: Number.isFinite(limit) ? limit : null,
    withinMs,
    deadlineMs,
    windowMs,
    phases: fold.phases.map((count) => phaseReport(count, { windowMs, seed })),
    windows: fold.phases.flatMap(({ windows }) => windows.map(windowReport)),
    faults: faultReports(plan, fold, nowMs),
    recovery,
    gates: told,
    invalid: [],
    doubts,
    cut,
    result: worst(told.map(({ result }) => result)),
    kept,
    tookMs,
  };
}

/** Why no gate can pass. */
function doubtsOf({ header, fold, truncated }: LoadEnded, cut: string | null): readonly string[] {
  const isIdle = header.plan.length > 0 && fold.hits.size === 0;
  const strays = fold.strays();
  return [
    ...(isIdle ? ['no fault of the plan ever struck'] : []),
    ...(strays > 0 ? [`${strays} calls belong to no task: pass on traceparent or x-task-id`] : []),
    ...fold.errors.slice(0, 3).map((message) => `the harness failed: ${message}`),
    ...(truncated === null ? [] : [truncated]),
    ...(cut === null ? [] : [cut]),
  ];
}

function inDoubt(gate: LoadGate, [doubt]: readonly string[]): LoadGate {
  if (doubt === undefined || gate.result !== 'pass') return gate;
  return { ...gate, result: 'unknown', reason: doubt };
}
