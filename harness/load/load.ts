import { performance } from 'node:perf_hooks';
import type { LoadOptions } from '../model/load/load-options.ts';
import {
  driverNames,
  type DriverName,
  type KeptTask,
  type LoadReport,
} from '../model/load/load-report.ts';
import { isObject } from '../model/json/walk.ts';
import {
  anything,
  anyText,
  flag,
  listOf,
  oneOf,
  text,
  thing,
  whole,
} from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { Redactor } from '../model/redaction/redactor.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Mode } from '../model/trace/trace.ts';
import { epochMs, onSim } from '../run/on-sim.ts';
import { onWire } from '../run/on-wire/on-wire.ts';
import { redactorFor } from '../run/redaction-of.ts';
import { demandScenario } from '../run/scenario.ts';
import { planFor, systemFor, traceHeader, usualMode } from '../run/run.ts';
import type { Setting } from '../run/setting.ts';
import { demandNoFolder } from './no-folder.ts';
import { loadFold } from './counts/fold.ts';
import { taskKeeper } from './tasks/kept-tasks.ts';
import { checkEvidence } from './tasks/check-evidence.ts';
import { demandApart } from './parts/apart.ts';
import { loadReport, type LoadEnded } from './report.ts';
import { boundsOf } from './gates/bounds-of.ts';
import { gateWatch } from './gates/gate-watch.ts';
import { loadSpec, mostOf } from './spec.ts';
import { taskJudge, type OpenTask } from './tasks/task-judge.ts';
import { taskSorter } from './tasks/task-sorter.ts';
import { playUnder, type LoadHooks, type UnderLoad } from './under-load.ts';
import { refuseRemote } from './refuse-remote.ts';

/** How a load is run. */
export interface LoadRunOptions {
  /** What arrivals and faults are drawn from; 1 where left out. */
  readonly seed?: number;
  /** In virtual time in this process where left out and the system can run there, else over sockets. */
  readonly mode?: Mode;
  /** In place of the scenario's own. */
  readonly plan?: Plan;
  /** `careful` (the scenario's own system), or the id of one of its mutants. */
  readonly variant?: string;
  /** The scenario's file, for reports. */
  readonly file?: string;
  /** In place of what the scenario says of its load. */
  readonly load?: LoadOptions;
  /** What carries the tasks; the first of autocannon, in-process and undici that can where left out. */
  readonly driver?: DriverName;
  /** Whether the agent may run outside this machine and its private networks; false where left out. */
  readonly allowRemote?: boolean;
  /** Ends it before its time; the report says so. */
  readonly signal?: AbortSignal;
}

/** How a load is run that somebody looks at meanwhile. */
export interface WatchedLoadOptions extends LoadRunOptions, LoadHooks {}

/**
 * Puts a scenario under load: tasks arrive by a clock of their own, in a baseline, under the faults of its
 * plan, and after them. What the agent does wrong is in the report, with whether each bound holds; what
 * users can fix throws `HarnessError`.
 *
 * @example
 * const { result, gates } = await load(orders, { load: { rate: 40, slo: { goodput: '>= 95 %' } } });
 */
export function load(scenario: Scenario, options: LoadRunOptions = {}): Promise<LoadReport> {
  demandScenario(scenario, 'load(…)');
  demandOptions(options, { what: 'the options of load(…)', shape: loadShape });
  return watchedLoad(scenario, options);
}

const loadShape: Demand<LoadRunOptions>['shape'] = {
  mode: oneOf('sim', 'wire'),
  seed: whole(0),
  plan: listOf(anything, 'a list of strikes'),
  variant: text,
  file: anyText,
  load: { words: 'an object such as { rate: 40, slo: { … } }', fits: isObject },
  driver: oneOf(...driverNames),
  allowRemote: flag,
  signal: thing('an AbortSignal', { addEventListener: 'function' }),
};

/** The same, for those who look at it meanwhile. */
export async function watchedLoad(
  scenario: Scenario,
  options: WatchedLoadOptions,
): Promise<LoadReport> {
  return loadReport(await endedLoad(scenario, options));
}

/** The same, before it is told whether the bounds hold. */
export async function endedLoad(
  scenario: Scenario,
  options: WatchedLoadOptions,
): Promise<LoadEnded> {
  const startedAt = performance.now();
  const { seed = 1, variant = 'careful', signal = new AbortController().signal } = options;
  demandNoFolder(scenario);
  const spec = loadSpec(scenario, options.load ?? {});
  const { mode = usualMode(scenario, variant) } = options;
  const system = systemFor(scenario, mode, variant);
  if (!options.allowRemote) await refuseRemote(system);
  const plan = await planFor(scenario, { mode, seed, plan: options.plan });
  if (options.part) demandApart(scenario, { ...options.part, spec, system, mode, plan });
  const how = { variant, mode, seed, plan, isDrawn: scenario.isDrawn && !options.plan };
  const header = traceHeader(scenario, system, how);
  const redactor = redactorFor(scenario);
  const open = () => under.sorter?.left() ?? [];
  const isPart = options.part !== undefined;
  const tasks = settling(scenario.checks, { header, spec, redactor, open, isPart });
  const { fold, gates, evidence } = tasks;
  const under: UnderLoad = { scenario, mode, spec, fold, gates, options, signal };
  const settled = (task: OpenTask) => {
    tasks.settle(task);
    under.at?.gate.forget(task.arrival.id);
  };
  const notes: Setting['notes'] = (clock, redact) => {
    under.sorter = taskSorter(clock, redact, { event: fold.event, settled });
    return under.sorter;
  };
  // Each task gets an address of its own, by which its calls are told apart.
  const crowded = { ...scenario, atOnce: Number.MAX_SAFE_INTEGER };
  const run = {
    scenario: crowded,
    system,
    plan,
    seed,
    epochMs,
    redactor,
    notes,
    lateMs: 0,
    isWhole: true,
  };
  const traceOf = () => ({ ...header, events: [], truncated: null });
  const setting: Setting = { ...run, phases: spec.phases, traceOf, most: mostOf(spec) };
  const busy = performance.eventLoopUtilization();
  const stage = mode === 'sim' ? onSim : onWire;
  await stage(setting, (context) => playUnder(context, under, settled)).catch((error: unknown) => {
    throw redactor.error(error);
  });
  const { watch, sorter, driver, beganAtMs = null } = under;
  return {
    header,
    driver: driver?.name ?? null,
    limit: driver?.limit() ?? null,
    spec,
    counts: fold.counts,
    file: options.file ?? '',
    recovery: watch?.recovery() ?? null,
    checks: scenario.checks,
    evidence,
    kept: tasks.kept(),
    nowMs: sorter?.nowMs() ?? 0,
    afterwards: sorter?.afterwards() ?? 0,
    truncated: sorter?.truncated()?.why ?? null,
    busy: mode === 'sim' ? null : performance.eventLoopUtilization(busy).utilization,
    isStopped: signal.aborted,
    cut: cutOf({ fold, signal, gates }),
    doubts: [],
    beganAtMs,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

interface SettlingOptions extends Pick<UnderLoad, 'spec'> {
  readonly header: ReturnType<typeof traceHeader>;
  readonly redactor: Redactor;
  /** The tasks that have not settled. */
  readonly open: () => readonly OpenTask[];
  readonly isPart: boolean;
}

/** What is counted and kept of the tasks of a load as each settles, and the gates that look at it. */
function settling(checks: Scenario['checks'], { header, spec, redactor, ...at }: SettlingOptions) {
  const { seed } = header;
  const fold = loadFold({ ...spec, ...boundsOf(spec.clauses) });
  const keeper = taskKeeper(seed);
  const evidence = checkEvidence(redactor.text);
  const ofTasks = checks.filter(({ over }) => over !== 'run');
  const judge = taskJudge(header, ofTasks, at);
  const { mostTimes, abortAfterMs } = spec;
  const looked = { ...spec, checks, evidence, seed };
  return {
    fold,
    evidence,
    gates: gateWatch({ counts: fold.counts, gates: looked, mostTimes, abortAfterMs }),
    settle: (task: OpenTask) => {
      const judged = judge.judge(task);
      fold.judged(judged);
      keeper.see(judged);
      evidence.see(judged);
    },
    kept: () => [...keeper.kept(), ...evidence.kept()].map((one) => settledIn(one, redactor)),
  };
}

/** Why it ended before its time; null where it did not. */
function cutOf({
  fold,
  signal,
  gates,
}: Pick<UnderLoad, 'fold' | 'signal' | 'gates'>): string | null {
  const where = fold.counts.phases.at(-1)?.phase.name ?? 'none';
  if (signal.aborted) return `stopped in phase ${where}`;
  const lost = gates.lost();
  return lost === null ? null : `ended in phase ${where}, since a gate fails: ${lost}`;
}

/** Without what a later event gave away. */
function settledIn(kept: KeptTask, { settled }: Pick<Redactor, 'settled'>): KeptTask {
  return { ...kept, trace: { ...kept.trace, events: settled(kept.trace.events) } };
}
