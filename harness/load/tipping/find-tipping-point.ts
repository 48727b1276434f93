import { performance } from 'node:perf_hooks';
import { HarnessError } from '../../model/error.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import type { FrontierPoint, Tipping, TippingTrial } from '../../model/load/tipping.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Result } from '../../model/trace/verdict.ts';
import { planFor, usualMode } from '../../run/run.ts';
import { axisOf, type Axis } from '../curves/axis.ts';
import type { LoadRunOptions } from '../load.ts';
import { endedAt, madeOrWhy } from '../made-or-why.ts';
import { loadSpec, type LoadSpec } from '../spec.ts';
import { frontierOf, leastOf, nextFault, type FaultSpace } from './frontier.ts';
import { shrunkFault, type PlannedFault } from './shrink-fault.ts';
import { tryFault } from './try-fault.ts';

/** How the tipping point is looked for: as a load is made, with the fault phase as the longest fault. */
export interface TippingOptions extends LoadRunOptions {
  readonly seed: number;
  /** The depths that are tried: `slow.ms=10..100/4`. */
  readonly depth: string;
  /** Told of each fault before it is tried, and of what the one before came to. */
  readonly onFault?: (fault: PlannedFault, before: TippingTrial | null) => void;
}

/** What was found, and the load that shows the smallest fault; null where there is none. */
export interface TippingFound {
  readonly tipping: Tipping;
  readonly report: LoadReport | null;
}

/**
 * The smallest fault, by its depth and by how long it is on, after which a system does not come back by itself:
 * metastable or latched. Throws `HarnessError` for a depth that the plan has not, or without all three phases.
 */
export async function findTippingPoint(
  scenario: Scenario,
  options: TippingOptions,
): Promise<TippingFound> {
  const startedAt = performance.now();
  const { depth, seed, variant = 'careful', load: given = {} } = options;
  const { mode = usualMode(scenario, variant) } = options;
  const plan = await planFor(scenario, { mode, seed, plan: options.plan });
  const axis = axisOf(depth, plan, scenario.faults);
  if (axis.strike === null) throw notAFault(depth);
  const spec = loadSpec(scenario, given);
  const lengths = lengthsOf(spec);
  const space = { depths: axis.values, longestMs: lengths.longestMs };
  const made = faultTrials(scenario, { ...options, mode }, lengths);
  const frontier = await frontierBy(made, axis, space);
  const trials = [...made.trials];
  const smallest = await smallestOf(made, axis, frontier);
  const { name, unit, strike, values } = axis;
  const shown = smallest && made.shown(smallest);
  const cut = made.cut();
  const tipping: Tipping = {
    version: 1,
    scenario: scenario.title,
    file: options.file ?? '',
    variant,
    mode,
    seed,
    plan,
    axis: { name, unit, strike, values },
    arrivals: spec.arrivals,
    rate: spec.rate,
    withinMs: spec.withinMs,
    longestMs: lengths.longestMs,
    frontier,
    smallest: smallest && shown && { ...smallest, kind: shown.kind, reason: shown.reason },
    trials,
    shrinking: made.trials.slice(trials.length),
    cut,
    result: resultOf(frontier, { ...space, isCut: cut !== null }),
    tookMs: Math.round(performance.now() - startedAt),
  };
  return { tipping, report: shown?.report ?? null };
}

interface Lengths {
  readonly baselineMs: number;
  readonly longestMs: number;
  readonly recoveryMs: number;
}

/** The faults that were tried so far. */
interface FaultTrials {
  readonly trials: TippingTrial[];
  /** Null where it was stopped. */
  readonly make: (fault: PlannedFault) => Promise<TippingTrial | null>;
  /** What shows that a fault tips the system. */
  readonly shown: (fault: PlannedFault) => {
    readonly kind: NonNullable<TippingTrial['kind']>;
    readonly reason: string;
    readonly report: LoadReport;
  } | null;
  readonly cut: () => string | null;
}

function faultTrials(
  scenario: Scenario,
  { onFault, depth, ...options }: TippingOptions,
  { baselineMs, recoveryMs }: Lengths,
): FaultTrials {
  const trials: TippingTrial[] = [];
  const tipped: { readonly fault: PlannedFault; readonly report: LoadReport }[] = [];
  let cut: string | null = null;
  return {
    trials,
    make: async (fault) => {
      onFault?.(fault, trials.at(-1) ?? null);
      const setting = { ...options, plan: fault.plan, fault, baselineMs, recoveryMs };
      const isFirst = trials.length === 0;
      const tried = options.signal?.aborted
        ? null
        : await madeOrWhy(() => tryFault(scenario, setting), { isFirst });
      if (!tried || 'why' in tried) {
        cut = endedAt(`${depth.split('=')[0]} ${fault.x} for ${fault.faultMs} ms`, tried);
        return null;
      }
      trials.push(tried.trial);
      if (tried.trial.outcome === 'tips') tipped.push({ fault, report: tried.report });
      return tried.trial;
    },
    shown: ({ x, faultMs, plan }) => {
      const its = tipped.findLast(
        ({ fault }) =>
          fault.x === x && fault.faultMs === faultMs && fault.plan.length === plan.length,
      );
      const recovery = its?.report.recovery;
      return its && recovery
        ? { kind: recovery.kind, reason: recovery.reason, report: its.report }
        : null;
    },
    cut: () => cut,
  };
}

async function frontierBy(
  { trials, make }: FaultTrials,
  axis: Axis,
  space: FaultSpace,
): Promise<readonly FrontierPoint[]> {
  for (let fault = nextFault(trials, space); fault; fault = nextFault(trials, space)) {
    if (!(await make({ ...fault, plan: axis.at(fault.x).plan }))) break;
  }
  return frontierOf(trials, space);
}

async function smallestOf(
  { make, cut }: FaultTrials,
  axis: Axis,
  frontier: readonly FrontierPoint[],
): Promise<PlannedFault | null> {
  const [first = 0, second = 0] = axis.values;
  const least = leastOf(frontier, first < second);
  if (!least) return null;
  if (cut() !== null) return { ...least, plan: axis.at(least.x).plan };
  const milder = axis.values[axis.values.indexOf(least.x) - 1] ?? null;
  return shrunkFault(least, { axis, milder, trial: make });
}

function resultOf(
  frontier: readonly FrontierPoint[],
  { depths, longestMs, isCut }: FaultSpace & { readonly isCut: boolean },
): Result {
  if (frontier.some(({ tipsAtMs }) => tipsAtMs !== null)) return 'fail';
  const isWhole = frontier.length === depths.length && !isCut;
  return isWhole && frontier.every(({ returnsAtMs }) => returnsAtMs === longestMs)
    ? 'pass'
    : 'unknown';
}

function lengthsOf({ phases }: LoadSpec): Lengths {
  const of = (wanted: string) => phases.find(({ name }) => name === wanted)?.load.lastsMs;
  const [baselineMs, longestMs, recoveryMs] = [of('baseline'), of('fault'), of('recovery')];
  if (baselineMs !== undefined && longestMs !== undefined && recoveryMs !== undefined)
    return { baselineMs, longestMs, recoveryMs };
  throw new HarnessError('bad-argument', {
    expected: 'a baseline, a fault and a recovery, to tell whether a system comes back',
    got: phases.map(({ name }) => name).join(', '),
    fix: 'Give all three: --phases baseline:30s,fault:60s,recovery:60s.',
  });
}

function notAFault(depth: string): HarnessError {
  return new HarnessError('bad-argument', {
    expected: 'the depth of a fault, such as slow.ms=10..100/4',
    got: JSON.stringify(depth),
    fix: 'Name a number of a strike of the plan; --sweep varies the rate.',
  });
}
