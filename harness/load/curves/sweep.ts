import { performance } from 'node:perf_hooks';
import { HarnessError } from '../../model/error.ts';
import type { Curve, CurveRun } from '../../model/load/curve.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import type { Scenario } from '../../model/scenario.ts';
import { planFor, usualMode } from '../../run/run.ts';
import { watchedLoad, type LoadRunOptions } from '../load.ts';
import { endedAt, madeOrWhy } from '../made-or-why.ts';
import { loadSpec, type LoadSpec } from '../spec.ts';
import { axisOf, type Axis } from './axis.ts';
import { curveOf, type LevelRuns } from './curve.ts';
import { levelRun } from './level-run.ts';
import { shownLoad } from './shown-load.ts';

/** How a sweep is made: as a load is, at each level with several seeds from `seed` on. */
export interface SweepOptions extends LoadRunOptions {
  readonly seed: number;
  /** What is varied: `rate=10..200/8`, `slow.ms=100..3000/5`. */
  readonly sweep: string;
  /** Loads of each level: at least 5. */
  readonly seeds: number;
}

/** A sweep that can be made. */
export interface Sweep {
  readonly levels: number;
  readonly loads: number;
  readonly mode: Curve['mode'];
  /** How long all phases of all loads last together (ms): real time on the wire. */
  readonly lastsMs: number;
  /** Makes it; `onLoad` is told of each load before it begins. */
  readonly run: (onLoad?: (of: LoadOfSweep) => void) => Promise<SweepFound>;
}

/** What a sweep found, and the load that shows what is wrong; null where nothing is. */
export interface SweepFound {
  readonly curve: Curve;
  readonly report: LoadReport | null;
}

/** Which load of a sweep is made: levels and seeds counted from 1. */
export interface LoadOfSweep {
  readonly level: number;
  readonly x: number;
  readonly nth: number;
}

/**
 * Prepares a sweep of one number over its levels. The phase that is measured is the fault phase where the
 * plan has strikes, else the baseline; there is no recovery. Throws `HarnessError` for a number that the
 * plan has not, or where there is no such phase.
 */
export async function sweepOf(scenario: Scenario, options: SweepOptions): Promise<Sweep> {
  const { sweep, seeds, seed, variant = 'careful', load: given = {} } = options;
  const { mode = usualMode(scenario, variant) } = options;
  const plan = await planFor(scenario, { mode, seed, plan: options.plan });
  const axis = axisOf(sweep, plan, scenario.faults);
  const spec = loadSpec(scenario, given);
  const phase = plan.length > 0 ? 'fault' : 'baseline';
  const played = spec.phases.filter(({ name }) => name === 'baseline' || name === phase);
  const measured = played.find(({ name }) => name === phase);
  if (!measured) throw noPhase(phase);
  const setting = { axis, phase, phaseMs: measured.load.lastsMs, spec, mode, variant } as const;
  const phases = Object.fromEntries(played.map(({ name, load: { lastsMs } }) => [name, lastsMs]));
  const make = (x: number, its: number): Promise<LoadReport> => {
    const { plan: struck, rate } = axis.at(x);
    const at = { ...given, phases, ...(rate !== undefined && { rate }) };
    return watchedLoad(scenario, { ...options, mode, seed: its, plan: struck, load: at });
  };
  const loads = axis.values.length * seeds;
  return {
    levels: axis.values.length,
    loads,
    mode,
    lastsMs: loads * (played.at(-1)?.toMs ?? 0),
    run: (onLoad) => swept(scenario, { options, setting, plan, make, onLoad }),
  };
}

interface Making {
  readonly options: SweepOptions;
  readonly setting: {
    readonly axis: Axis;
    readonly phase: Curve['phase'];
    readonly phaseMs: number;
    readonly spec: LoadSpec;
    readonly mode: Curve['mode'];
    readonly variant: string;
  };
  readonly plan: Curve['plan'];
  readonly make: (x: number, seed: number) => Promise<LoadReport>;
  readonly onLoad: ((of: LoadOfSweep) => void) | undefined;
}

async function swept(
  scenario: Scenario,
  { options, setting, plan, make, onLoad }: Making,
): Promise<SweepFound> {
  const startedAt = performance.now();
  const { axis, spec, phase } = setting;
  const { arrivals, rate, withinMs } = spec;
  const { name, unit, strike, values } = axis;
  const seeds = Array.from({ length: options.seeds }, (_, n) => options.seed + n);
  const bound = boundIn(spec, phase);
  const shown = shownLoad(bound?.limit ?? null);
  const levels: LevelRuns[] = [];
  let cut: string | null = null;
  for (const [index, x] of values.entries()) {
    const runs: CurveRun[] = [];
    for (const [n, its] of seeds.entries()) {
      if (!options.signal?.aborted) onLoad?.({ level: index + 1, x, nth: n + 1 });
      const isFirst = index + n === 0;
      const report = options.signal?.aborted
        ? null
        : await madeOrWhy(() => make(x, its), { isFirst });
      if (!report || 'why' in report || report.cut !== null) {
        cut = endedAt(`level ${index + 1} of ${values.length}`, report);
        break;
      }
      const run = levelRun(report, { phase, strike });
      runs.push(run);
      shown.take(report, run);
    }
    shown.nextLevel();
    if (cut !== null) break;
    levels.push({ x, runs });
  }
  const { mode, variant, phaseMs } = setting;
  const curve: Curve = {
    version: 1,
    scenario: scenario.title,
    file: options.file ?? '',
    variant,
    mode,
    plan,
    axis: { name, unit, strike, values },
    seeds,
    arrivals,
    rate,
    withinMs,
    phase,
    phaseMs,
    bound,
    ...curveOf({ axis, bound, levels }),
    cut,
    tookMs: Math.round(performance.now() - startedAt),
  };
  return { curve, report: shown.report() };
}

/** The tightest bound on the goodput of the phase that is measured. */
function boundIn({ clauses }: LoadSpec, phase: Curve['phase']): Curve['bound'] {
  const [bound] = clauses
    .filter(({ metric, role }) => metric.kind === 'goodput' && isFor(role, phase))
    .toSorted((a, b) => b.limit - a.limit)
    .map(({ text, limit }) => ({ text, limit }));
  return bound ?? null;
}

function isFor(role: string | null, phase: Curve['phase']): boolean {
  return role === null || role === (phase === 'fault' ? 'during' : 'before');
}

function noPhase(phase: string): HarnessError {
  return new HarnessError('bad-argument', {
    expected: `a ${phase} phase, in which a sweep is measured`,
    got: 'none',
    fix: `Give one: --phases baseline:30s,fault:60s.`,
  });
}
