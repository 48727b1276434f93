import { faultNamed } from '../../faults/catalogue.ts';
import { checkPlan } from '../../faults/check-plan.ts';
import { wallClock, type Clock } from '../model/clock.ts';
import { HarnessError } from '../model/error.ts';
import { digest } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import type { Point } from '../model/point.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Scenario, System } from '../model/scenario.ts';
import type { Mode, Phase, Trace } from '../model/trace.ts';
import { gate, type Gate } from '../points/gate.ts';
import { simulate } from '../sim/kernel.ts';
import { simFetch, simUrl } from '../sim/points.ts';
import { openGateway } from '../wire/gateway.ts';
import { crashes } from './crashes.ts';
import { judge } from './judge.ts';
import { perform, type Cast } from './perform.ts';
import { recorder, type Recorder } from './recorder.ts';
import { scratch } from './scratch.ts';
import { openScope } from './stage.ts';

/** How one run is made. */
export interface RunOptions {
  readonly mode: Mode;
  readonly seed: number;
  /** In place of the scenario's own. */
  readonly plan?: Plan;
  /** `careful` (the scenario's own system), or the id of one of its mutants. */
  readonly variant?: string;
  /** The scenario's file, for reports. */
  readonly file?: string;
  /** In place of the scenario's own. */
  readonly phases?: readonly Phase[];
}

/** What Date says when a sim run opens: the first of January 2026, UTC. */
const epochMs = Date.UTC(2026, 0, 1);

const limits = { virtualMs: 24 * 3_600_000, steps: 5_000_000, stuckMs: 2_000 };

/**
 * Runs a scenario once and judges it. What the agent does wrong is in the record; what the user can
 * mend (a system that does not start, a mode it cannot run in) throws `HarnessError`.
 */
export async function run(scenario: Scenario, options: RunOptions): Promise<RunRecord> {
  const startedAt = performance.now();
  const { mode, seed, variant = 'careful' } = options;
  const system = systemFor(scenario, mode, variant);
  const plan = options.plan ? checkPlan(options.plan, scenario.points) : scenario.plan(seed);
  const played = await (mode === 'sim' ? onSim : onWire)({
    scenario,
    system,
    plan,
    seed,
    phases: options.phases ?? scenario.phases,
  });
  const trace: Trace = {
    version: 1,
    scenario: scenario.title,
    variant,
    mode,
    seed,
    plan,
    points: Object.fromEntries(
      Object.entries(scenario.points).map(([name, { kind, effects }]) => [name, { kind, effects }]),
    ),
    events: played.recorder.events,
  };
  return {
    version: 1,
    id: `${slug(scenario.title)}-${variant.replaceAll('.', '-')}-${mode}-${seed}-${digest(plan).slice(0, 6)}`,
    family: scenario.family,
    file: options.file ?? '',
    trace,
    ...judge(trace, scenario.checks),
    output: played.output,
    repro: null,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

interface Setting {
  readonly scenario: Scenario;
  readonly system: System;
  readonly plan: Plan;
  readonly seed: number;
  readonly phases: readonly Phase[];
}

interface Played {
  readonly recorder: Recorder;
  readonly output: readonly string[];
}

async function onSim(setting: Setting): Promise<Played> {
  const folder = scratch();
  const names = Object.keys(setting.scenario.points);
  let watched: Gate | undefined;
  let notes: Recorder | undefined;
  const toPoint = simFetch((...call) => {
    if (!watched) throw new Error('a call before the run opened');
    return watched.cross(...call);
  }, names);
  try {
    const end = await simulate(
      { seed: setting.seed, epochMs, limits, fetch: toPoint },
      async (sim) => {
        const points = openPoints(setting.scenario);
        const cast = castOf(setting, points, sim.clock, {
          at: {
            url: (name) => simUrl(name, pointAt(points, name).basePath),
            get scratch() {
              return folder.path();
            },
          },
          clock: sim.clock,
          vigil: sim.vigil,
          scope: () => sim.scope({ steps: 200_000 }),
          settleMs: 600_000,
        });
        watched = cast.gate;
        notes = cast.recorder;
        return perform(cast);
      },
    );
    if (end.how === 'failed') throw end.error;
    if (!notes) throw new Error('the run ended before it opened');
    if (end.how === 'done') return { recorder: notes, output: end.value };
    notes.record({ kind: 'harness.error', message: `the run met its cap: ${end.why}` });
    return { recorder: notes, output: [] };
  } finally {
    folder.remove();
  }
}

async function onWire(setting: Setting): Promise<Played> {
  const folder = scratch();
  const clock = wallClock();
  const points = openPoints(setting.scenario);
  const errors: string[] = [];
  const late: { gate?: Gate } = {};
  const gateway = await openGateway({
    points: Object.entries(points).map(([name, { basePath }]) => ({ name, basePath })),
    cross: (...call) => {
      if (!late.gate) throw new Error('a call before the run opened');
      return late.gate.cross(...call);
    },
    onError: (error) => errors.push(error instanceof Error ? error.message : String(error)),
  });
  try {
    const cast = castOf(setting, points, clock, {
      at: {
        url: (name) => {
          pointAt(points, name);
          return gateway.url(name);
        },
        get scratch() {
          return folder.path();
        },
      },
      clock,
      vigil: clock.sleep,
      scope: openScope,
      settleMs: 5_000,
    });
    late.gate = cast.gate;
    const output = await perform(cast);
    for (const message of errors) cast.recorder.record({ kind: 'harness.error', message });
    return { recorder: cast.recorder, output };
  } finally {
    await gateway.close();
    folder.remove();
  }
}

function castOf(
  setting: Setting,
  points: Readonly<Record<string, Point>>,
  clock: Clock,
  stage: Cast['stage'],
): Cast {
  const notes = recorder(clock);
  const bell = crashes();
  const { seed } = setting;
  const watched = gate({
    seed,
    clock,
    points,
    record: notes.record,
    faultNamed,
    crash: bell.happen,
  });
  return { ...setting, stage, gate: watched, recorder: notes, crashes: bell };
}

function openPoints(scenario: Scenario): Readonly<Record<string, Point>> {
  return Object.fromEntries(
    Object.entries(scenario.points).map(([name, maker]) => [name, maker.open()]),
  );
}

function pointAt(points: Readonly<Record<string, Point>>, name: string): Point {
  const point = points[name];
  if (point) return point;
  throw new HarnessError('unknown-point', {
    expected: `a point of the scenario (${Object.keys(points).join(', ')})`,
    got: JSON.stringify(name),
    fix: 'Add it to `points`, or ask `at.url` for one that is there.',
  });
}

function systemFor(scenario: Scenario, mode: Mode, variant: string): System {
  const mutant = scenario.mutants.find(({ id }) => id === variant);
  if (variant !== 'careful' && !mutant) {
    throw new HarnessError('bad-argument', {
      expected: `careful or a mutant (${scenario.mutants.map(({ id }) => id).join(', ') || 'none'})`,
      got: JSON.stringify(variant),
      fix: 'Name one of the variants of this scenario.',
    });
  }
  const systems = mutant ? [mutant.system].flat() : scenario.systems;
  const system = systems.find(({ modes }) => modes.includes(mode));
  if (system) return system;
  throw new HarnessError('not-supported', {
    expected: `a system that runs in ${mode}`,
    got: systems.map(({ name, modes }) => `${name} (${modes.join(', ')})`).join(', '),
    fix: mode === 'sim' ? 'Run it with --mode wire, or give inProcess(...).' : 'Give service(...).',
  });
}

function slug(title: string): string {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.replaceAll(/^-|-$/g, '').slice(0, 60);
}
