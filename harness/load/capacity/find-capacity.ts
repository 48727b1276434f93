import { performance } from 'node:perf_hooks';
import { HarnessError } from '../../model/error.ts';
import type { FoundCapacity, CapacityTrial } from '../../model/load/capacity.ts';
import type { Result } from '../../model/trace/verdict.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import type { Scenario } from '../../model/scenario.ts';
import { usualMode } from '../../run/run.ts';
import type { LoadRunOptions } from '../load.ts';
import { endedAt, madeOrWhy } from '../made-or-why.ts';
import { loadSpec, type LoadSpec } from '../spec.ts';
import { boundsOf, nextRate } from './search.ts';
import { tryRate } from './try-rate.ts';

/** How the capacity is looked for: as a load is made, without its plan. */
export interface FindCapacityOptions extends Omit<LoadRunOptions, 'plan'> {
  readonly seed: number;
  /** Told of each rate before it is tried, and of what the one before came to. */
  readonly onRate?: (rate: number, before: CapacityTrial | null) => void;
}

/** What was found, and the load of the lowest rate that fails; null where none does. */
export interface CapacityFound {
  readonly capacity: FoundCapacity;
  readonly report: LoadReport | null;
}

/** Tasks of a load that says anything. */
const leastTasks = 10;

/** The two rates of the answer are at most so many times apart. */
const precision = 1.05;

/**
 * The highest rate at which a system keeps its bounds without faults: from the rate of the load on it is
 * doubled until one does not hold, then halved in between. Each rate is tried in a load of its own, as long as its baseline.
 * Throws `bad-argument` where no bound says what must hold.
 */
export async function findCapacity(
  scenario: Scenario,
  { onRate, ...options }: FindCapacityOptions,
): Promise<CapacityFound> {
  const startedAt = performance.now();
  const { seed, variant = 'careful', signal, load: given = {} } = options;
  const spec = loadSpec(scenario, given);
  const bounds = boundsIn(spec);
  const lastsMs = spec.phases.find(({ name }) => name === 'baseline')?.load.lastsMs;
  if (bounds.length === 0 || lastsMs === undefined) throw nothingToHold(bounds.length > 0);
  const limits = { from: spec.rate, least: (leastTasks * 1000) / lastsMs, precision };
  const trials: CapacityTrial[] = [];
  let shown: LoadReport | null = null;
  let cut: string | null = null;
  for (let rate = nextRate(trials, limits); rate !== null; rate = nextRate(trials, limits)) {
    onRate?.(rate, trials.at(-1) ?? null);
    const at = { ...options, rate, lastsMs };
    const isFirst = trials.length === 0;
    const tried = signal?.aborted
      ? null
      : await madeOrWhy(() => tryRate(scenario, at), { isFirst });
    if (!tried || 'why' in tried) {
      cut = endedAt(`${rate} tasks a second`, tried);
      break;
    }
    trials.push(tried.trial);
    if (tried.trial.result === 'fail' && rate < (shown?.rate ?? Infinity)) shown = tried.report;
  }
  const capacity: FoundCapacity = {
    version: 1,
    scenario: scenario.title,
    file: options.file ?? '',
    variant,
    mode: options.mode ?? usualMode(scenario, variant),
    seed,
    arrivals: spec.arrivals,
    withinMs: spec.withinMs,
    bounds,
    ...answerOf(trials, cut),
    trials,
    cut,
    tookMs: Math.round(performance.now() - startedAt),
  };
  return { capacity, report: shown };
}

/** The bounds that are about a load without faults. */
function boundsIn({ clauses }: LoadSpec): readonly string[] {
  return clauses
    .filter(({ metric, role }) => metric.kind !== 'recovery' && (role ?? 'before') === 'before')
    .map(({ text }) => text);
}

function answerOf(
  trials: readonly CapacityTrial[],
  cut: string | null,
): Pick<FoundCapacity, 'holdsAt' | 'failsAt' | 'reason' | 'result'> {
  const { holdsAt, failsAt } = boundsOf(trials);
  const between = trials.find(
    ({ rate, result }) =>
      result === 'unknown' && rate > (holdsAt ?? 0) && rate < (failsAt ?? Infinity),
  );
  const failing = trials.find(({ rate }) => rate === failsAt);
  const isNear = holdsAt !== null && failsAt !== null && failsAt / holdsAt <= precision;
  const result: Result = isNear
    ? 'pass'
    : holdsAt === null && !between && !cut
      ? 'fail'
      : 'unknown';
  const highest = 'it held at the highest rate that was tried: begin with a higher --rate';
  const reason =
    failing?.reason ??
    (between
      ? `${between.rate} tasks a second are not known: ${between.reason}`
      : (cut ?? highest));
  return { holdsAt, failsAt, reason, result };
}

function nothingToHold(hasBounds: boolean): HarnessError {
  return new HarnessError('bad-argument', {
    expected: hasBounds
      ? 'a baseline phase, in which each rate is tried'
      : 'a bound that must hold without faults, by which a rate is judged',
    got: 'none',
    fix: hasBounds ? 'Give one: --phases baseline:30s.' : 'Give one: --slo "goodput>=99%".',
  });
}
