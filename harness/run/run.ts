import { checkPlan, planTargets } from '../plans/check-plan.ts';
import { HarnessError } from '../model/error.ts';
import { phaseOf, type Phase, type PhaseName } from '../model/phase.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { anything, anyText, duration, listOf, oneOf, text, whole } from '../model/options/kinds.ts';
import { demandOptions, shown, type Demand } from '../model/options/strict.ts';
import { digest } from '../model/json/json.ts';
import { host } from '../model/fault/facet.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { RunRecord } from '../model/trace/run-record.ts';
import {
  modesOf,
  socketsOf,
  type PlanMaker,
  type Scenario,
  type System,
} from '../model/scenario.ts';
import type { SeenCall } from '../model/trace/seen-call.ts';
import type { Mode, Trace } from '../model/trace/trace.ts';
import { judge, restingOnReading } from './verdict/judge.ts';
import { epochMs, onSim } from './on-sim.ts';
import { onWire } from './on-wire/on-wire.ts';
import { printed } from './printed.ts';
import type { Recorder } from './recorder.ts';
import { demandScenario } from './scenario.ts';
import { phases } from './scenario-options.ts';
import type { Setting } from './setting.ts';
import { seenCalls, type Seen } from './seen-calls.ts';
import { settledReadings } from './verdict/settled-readings.ts';
import { redactorFor } from './redaction-of.ts';

/** How one run is made. */
export interface RunOptions {
  /** Sim where the scenario can run there, the wire where not, if left out. */
  readonly mode?: Mode;
  /** What every draw of the run is made from; 1 where left out. */
  readonly seed?: number;
  /** In place of the scenario's own. */
  readonly plan?: Plan;
  /** `careful` (the scenario's own system), or the id of one of its mutants. */
  readonly variant?: string;
  /** The scenario's file, for reports. */
  readonly file?: string;
  /** In place of the scenario's own. */
  readonly phases?: readonly (PhaseName | Phase)[];
  /** How much later than at once the fault phase comes. */
  readonly late?: Duration;
}

/**
 * Runs a scenario once and judges it. It ends after a baseline that fails without any fault. What
 * the agent does wrong is in the record; what the user can fix (a system that does not start, a
 * mode it cannot run in) throws `HarnessError`.
 *
 * @example
 * const { result, outcomes } = await run(booksOnce, { plan: [hang().at('flights')] });
 */
export function run(scenario: Scenario, options: RunOptions = {}): Promise<RunRecord> {
  demandScenario(scenario, 'run(…)');
  demandOptions(options, { what: 'the options of run(…)', shape: runShape });
  return runFrom(epochMs, scenario, options, false);
}

/** What each option of a run may be. */
export const runShape: Demand<RunOptions>['shape'] = {
  mode: oneOf('sim', 'wire'),
  seed: whole(0),
  plan: listOf(anything, 'a list of strikes'),
  variant: text,
  file: anyText,
  phases,
  late: duration,
};

/**
 * The same, where Date says something else when a sim run opens (ms since 1970), with every phase
 * also after such a baseline unless `isWhole` is false: for executors. A run in which the harness
 * was late is run again, once.
 */
export async function runFrom(...how: Parameters<typeof once>): Promise<RunRecord> {
  const record = await once(...how);
  const isLate = record.trace.events.some(({ kind }) => kind === 'harness.late');
  return isLate ? once(...how) : record;
}

async function once(
  opensAtMs: number,
  scenario: Scenario,
  options: RunOptions,
  isWhole: boolean = true,
): Promise<RunRecord> {
  const startedAt = performance.now();
  const { seed = 1, variant = 'careful' } = options;
  const { mode = usualMode(scenario, variant) } = options;
  const system = systemFor(scenario, mode, variant);
  const plan = await planFor(scenario, { mode, seed, plan: options.plan });
  const redactor = redactorFor(scenario);
  const how = { variant, mode, seed, plan, isDrawn: scenario.isDrawn && !options.plan };
  const header = traceHeader(scenario, system, how);
  const rawTraceOf = (notes: Recorder): Trace => ({
    ...header,
    // What comes late changes no trace that was judged.
    events: redactor.settled([...notes.events]),
    truncated: notes.truncated(),
  });
  const traceOf = (notes: Recorder): Trace => {
    const trace = rawTraceOf(notes);
    const events = settledReadings(trace);
    return events === trace.events ? trace : { ...trace, events };
  };
  const page = printed();
  const setting: Setting = {
    scenario,
    system,
    plan,
    seed,
    epochMs: opensAtMs,
    phases: options.phases?.map(phaseOf) ?? scenario.phases,
    redactor,
    lateMs: toMs(options.late ?? 0),
    traceOf,
    isWhole,
  };
  const play = mode === 'sim' ? onSim : onWire;
  const played = await page
    .during(() => play(setting))
    .catch((error: unknown) => {
      throw redactor.error(error);
    });
  // First, for a secret that only the output gives away may stand in the trace.
  const output = redactor.lines([...played.output, ...page.lines()]);
  const trace = traceOf(played.recorder);
  const judged = judge(trace, scenario.checks);
  const resting = restingOnReading(trace, scenario.checks, judged.verdicts);
  return {
    version: 2,
    id: `${slug(scenario.title)}-${variant.replaceAll('.', '-')}-${mode}-${seed}-${digest(plan).slice(0, 6)}`,
    family: scenario.family,
    file: options.file ?? '',
    trace,
    ...judged,
    output,
    repro: null,
    tookMs: Math.round(performance.now() - startedAt),
    ...(resting.length === 0 ? {} : { restsOnReading: resting }),
  };
}

const known = new WeakMap<Scenario, Map<Mode, Promise<Seen>>>();

/**
 * The calls that a scenario's agent makes, from runs on seed 0: what drawn faults can be aimed at. Those
 * that only a fault brings about say which (`after`). In sim where it can run there; made once for a
 * scenario.
 *
 * @example
 * test.prop([plans(booksOnce, { calls: await callsOf(booksOnce) })])('…', async (plan) => {});
 */
export async function callsOf(scenario: Scenario, mode?: Mode): Promise<readonly SeenCall[]> {
  demandScenario(scenario, 'callsOf(…)');
  return (await seenOf(scenario, mode ?? usualMode(scenario, 'careful'))).calls;
}

function seenOf(scenario: Scenario, mode: Mode): Promise<Seen> {
  const its = known.get(scenario) ?? new Map<Mode, Promise<Seen>>();
  known.set(scenario, its);
  const play = (plan: Plan) => run(scenario, { mode, seed: 0, plan });
  const seen = its.get(mode) ?? seenCalls(scenario, mode, play);
  its.set(mode, seen);
  return seen;
}

/**
 * What draws for these calls of a scenario: to make it anew for each run takes longer than many a
 * run.
 */
const makers = new WeakMap<Seen, PlanMaker>();

/** The plan of a run, checked; the scenario's own for its seed where none is given. */
export async function planFor(
  scenario: Scenario,
  {
    mode,
    seed,
    plan,
  }: { readonly mode: Mode; readonly seed: number; readonly plan?: Plan | undefined },
): Promise<Plan> {
  return plan ? checkPlan(plan, planTargets(scenario)) : planOf(scenario, mode, seed);
}

async function planOf(scenario: Scenario, mode: Mode, seed: number): Promise<Plan> {
  if (scenario.drawn) {
    const seen = await seenOf(scenario, mode);
    const maker = makers.get(seen) ?? scenario.drawn(seen.calls, seen.broke);
    makers.set(seen, maker);
    return maker(seed);
  }
  if (!scenario.search) return scenario.plan(seed);
  throw new HarnessError('not-supported', {
    expected: `a plan to run ${JSON.stringify(scenario.title)} with`,
    got: 'searched(…), which has yet to find one',
    fix: 'Search it with explore(scenario), or give run(…) a plan of its own.',
  });
}

/** What a trace says before its first event. */
export type TraceHeader = Omit<Trace, 'events' | 'truncated'> & { readonly deadlineMs: number };

/** The header of the trace of a run, or of a load. */
export function traceHeader(
  scenario: Scenario,
  system: System,
  how: Pick<Trace, 'variant' | 'mode' | 'seed' | 'plan'> & { readonly isDrawn: boolean },
): TraceHeader {
  const { title, deadlineMs, disposition } = scenario;
  const { isDrawn, ...rest } = how;
  return {
    version: 2,
    scenario: title,
    ...rest,
    ...(isDrawn && { drawn: true }),
    deadlineMs,
    reader: disposition ? 'own' : 'default',
    points: tracePoints(scenario, system),
  };
}

/** The points of a scenario and the hosts of a system, as a trace names them. */
function tracePoints(scenario: Scenario, { hosts = [] }: System): Trace['points'] {
  return {
    ...Object.fromEntries(hosts.map((name) => [name, { ...host, effects: [] }])),
    ...Object.fromEntries(
      Object.entries(scenario.points).map(([name, maker]) => {
        const { kind, has, effects } = maker;
        const takesKey = 'takesKey' in maker && maker.takesKey;
        return [name, { kind, has, effects, ...(takesKey && { takesKey }) }];
      }),
    ),
  };
}

/** Sim where the variant can run there. */
export function usualMode(scenario: Scenario, variant: string): Mode {
  return modesOf(scenario.points, systemsOf(scenario, variant))[0] ?? 'wire';
}

function systemsOf(scenario: Scenario, variant: string): readonly System[] {
  const mutant = scenario.mutants.find(({ id }) => id === variant);
  if (mutant) return [mutant.system].flat();
  if (variant === 'careful') return scenario.systems;
  throw new HarnessError('bad-argument', {
    expected: `careful or a mutant (${scenario.mutants.map(({ id }) => id).join(', ') || 'none'})`,
    got: shown(variant),
    fix: 'Name one of the variants of this scenario.',
  });
}

/** The system of that variant; throws where there is none that runs in the mode. */
export function systemFor(scenario: Scenario, mode: Mode, variant: string): System {
  const systems = systemsOf(scenario, variant);
  const canRun = modesOf(scenario.points, systems).includes(mode);
  const system = systems.find(({ modes }) => modes.includes(mode));
  if (system && canRun) return system;
  throw new HarnessError('not-supported', {
    expected: `a system that runs in ${mode}`,
    got: system
      ? `a scenario with points that are sockets or folders (${socketsOf(scenario.points).join(', ')})`
      : systems.map(({ name, modes }) => `${name} (${modes.join(', ')})`).join(', '),
    fix: system ? 'Run it with --mode wire.' : wanted[mode],
  });
}

/** What to give where no system runs in the mode. */
const wanted: Readonly<Record<Mode, string>> = {
  sim: 'Run it with --mode wire, or give inProcess(...).',
  wire: 'Give service(...).',
};

function slug(title: string): string {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.replaceAll(/^-|-$/g, '').slice(0, 60);
}
