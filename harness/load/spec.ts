import { badArgument } from '../model/error.ts';
import { isFor } from '../model/fault/facet.ts';
import { isObject } from '../model/json/walk.ts';
import type { LoadOptions, LoadPrices } from '../model/load/load-options.ts';
import { toMs } from '../model/options/duration.ts';
import { amount, duration, oneOf, recordOf, text, whole } from '../model/options/kinds.ts';
import { didYouMean } from '../model/options/nearest.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import { arrivalKinds, usualPhases, type OpenLoop, type PhaseName } from '../model/phase.ts';
import type { Scenario } from '../model/scenario.ts';
import { namesOf } from './gates/check-gates.ts';
import { clauses, type Clause } from './gates/slo.ts';
import type { TimedPhase } from './schedule.ts';

/** A load, with all that was left out filled in. */
export interface LoadSpec {
  readonly phases: readonly TimedPhase[];
  readonly arrivals: OpenLoop['arrivals'];
  /** Of gamma arrivals; null of others. */
  readonly shape: number | null;
  readonly rate: number;
  /** Tasks open at once, at most; infinite where there is no limit. */
  readonly limit: number;
  readonly withinMs: number;
  readonly windowMs: number;
  readonly prices: LoadPrices | null;
  /** How many times as long as planned a phase may last. */
  readonly mostTimes: number;
  /** How long it goes on once a gate surely fails (ms); null where it does not end for that. */
  readonly abortAfterMs: number | null;
  readonly clauses: readonly Clause[];
}

const usual = { baseline: '30 s', fault: '60 s', recovery: '60 s' } as const;

/** The lowest rate (tasks a second). */
export const leastRate = 0.001;

/** The highest rate (tasks a second). */
export const mostRate = 100_000;

/** The most tasks of one load: above that a rate or a length was mistyped. */
const mostTasks = 10_000_000;

/** The load of a scenario; what is given here takes precedence over what the scenario says. */
export function loadSpec(scenario: Scenario, given: LoadOptions): LoadSpec {
  checkLoad(scenario.load ?? {});
  checkLoad(given);
  const options = { ...scenario.load, ...given, slo: { ...scenario.load?.slo, ...given.slo } };
  const { rate = 20, arrivals = 'poisson', shape, concurrencyLimit } = options;
  if (shape !== undefined && arrivals !== 'gamma') {
    throw badArgument(
      'a shape with gamma arrivals',
      `${arrivals} arrivals`,
      'Leave it out, or ask for gamma.',
    );
  }
  const bounds = clauses(options.slo);
  demandChecks(bounds, scenario);
  demandModel(bounds, scenario);
  if (
    !options.prices &&
    bounds.some(({ metric }) => metric.kind === 'spent' && metric.of === 'cost')
  ) {
    throw badArgument(
      'prices, for a bound on cost',
      'none',
      'Add prices: { input: 2, output: 8 } to load.',
    );
  }
  const phases = timed(options.phases ?? usual, { rate, arrivals, shape: shape ?? 1 });
  const within = Math.min(...bounds.flatMap(({ boundMs }) => boundMs ?? []), scenario.deadlineMs);
  return {
    phases,
    arrivals,
    shape: arrivals === 'gamma' ? (shape ?? 1) : null,
    rate,
    limit: concurrencyLimit ?? Number.POSITIVE_INFINITY,
    withinMs: options.within === undefined ? within : toMs(options.within),
    windowMs: windowOf(rate),
    prices: options.prices ?? null,
    mostTimes: options.extend ?? 1,
    abortAfterMs: options.abortOnFail === undefined ? null : toMs(options.abortOnFail),
    clauses: bounds,
  };
}

/** Above what the load can come to, with the phases that confirm a metastable failure. */
export function mostOf({ phases, rate, windowMs, mostTimes }: LoadSpec): {
  readonly tasks: number;
  readonly ms: number;
} {
  const ms = mostTimes * (phases.at(-1)?.toMs ?? 0) + 1_200_000 + 100 * windowMs;
  return { tasks: Math.ceil((rate * ms) / 1000) * 2, ms };
}

/** Windows fill blocks of 5 s, which intervals are made of: of longer blocks a phase would have too few. */
const windowsMs = [1_000, 1_250, 2_500, 5_000];

/** The length of a window (ms): so many arrivals that one bad one does not make it bad. */
function windowOf(rate: number): number {
  const leastMs = Math.ceil(100_000 / rate);
  return windowsMs.find((ms) => ms >= leastMs) ?? leastMs;
}

const loadDemand: Demand<LoadOptions> = {
  what: 'load: { … }',
  alias: { timeout: 'within', concurrency: 'concurrencyLimit', slos: 'slo' },
  shape: {
    rate: {
      words: `tasks a second, from ${leastRate} to ${mostRate}`,
      fits: amount(leastRate, mostRate).fits,
    },
    arrivals: oneOf(...arrivalKinds),
    shape: amount(0.01, 1000),
    phases: {
      words: "how long each phase lasts: { baseline: '30 s', fault: '60 s', recovery: '60 s' }",
      fits: isObject,
    },
    concurrencyLimit: whole(1),
    within: duration,
    extend: amount(1, 100),
    abortOnFail: duration,
    prices: { words: 'money for a million tokens: { input: 2, output: 8 }', fits: isObject },
    slo: recordOf(text, "what must hold, by metric: { goodput: '>= 99 %' }"),
  },
};

/** Throws `bad-argument` where a load makes no sense by itself. */
export function checkLoad(options: LoadOptions): void {
  demandOptions(options, loadDemand);
  if (options.phases) {
    demandOptions(options.phases, {
      what: 'phases of load: { … }',
      shape: { baseline: duration, fault: duration, recovery: duration },
    });
  }
  if (options.prices) {
    demandOptions<LoadPrices>(options.prices, {
      what: 'prices of load: { … }',
      needs: ['input', 'output'],
      shape: { input: amount(0), output: amount(0) },
    });
  }
  clauses(options.slo ?? {});
}

/** A bound on a check that is not judged would hold whatever comes. */
function demandChecks(bounds: readonly Clause[], { checks }: Scenario): void {
  const known = namesOf(checks);
  for (const { metric, text, role } of bounds) {
    if (metric.kind !== 'check') continue;
    if (!known.includes(metric.of)) {
      throw badArgument(
        `a bound on a check of the scenario that is judged task by task (${known.join(', ')})`,
        JSON.stringify(text),
        didYouMean(metric.of, known) || 'Leave it out, or correct the name.',
      );
    }
    if (role === 'before') {
      throw badArgument(
        'a bound on a check during the faults or after them',
        JSON.stringify(text),
        'Leave it out: tasks of the baseline are what others are compared with.',
      );
    }
  }
}

/** Without a model nothing is ever streamed, and the bound would be unknown at the end. */
function demandModel(bounds: readonly Clause[], { points }: Scenario): void {
  const bound = bounds.find(({ metric }) => metric.kind === 'stream');
  if (!bound || Object.values(points).some((point) => isFor(['turn'], point))) return;
  throw badArgument(
    `a model among the points, for ${JSON.stringify(bound.text)}`,
    Object.keys(points).join(', ') || 'no point',
    'Leave the bound out, or add the model that the agent is to ask.',
  );
}

function timed(
  phases: NonNullable<LoadOptions['phases']>,
  loop: Omit<OpenLoop, 'lastsMs'>,
): readonly TimedPhase[] {
  const order = Object.keys(usualPhases) as PhaseName[];
  let fromMs = 0;
  const list = order.flatMap((name): TimedPhase[] => {
    const length = phases[name];
    if (length === undefined) return [];
    const lastsMs = toMs(length);
    if (lastsMs === 0)
      throw badArgument(
        `a ${name} that lasts`,
        '0',
        `Leave ${name} out of phases, or give it a length.`,
      );
    const toMsOf = fromMs + lastsMs;
    const phase = { ...usualPhases[name], load: { ...loop, lastsMs }, fromMs, toMs: toMsOf };
    fromMs = toMsOf;
    return [phase];
  });
  const expected = loop.rate * (fromMs / 1000);
  if (list.length === 0)
    throw badArgument('a phase that lasts', 'none', 'Give phases a length: baseline:30s.');
  if (expected < 1) {
    throw badArgument(
      'a load of at least one task',
      `${loop.rate} a second for ${fromMs / 1000} s`,
      'Raise the rate, or let the phases last.',
    );
  }
  if (expected > mostTasks) {
    throw badArgument(
      `a load of at most ${mostTasks} tasks`,
      `${loop.rate} a second for ${fromMs / 1000} s`,
      'Lower the rate, or shorten the phases.',
    );
  }
  return list;
}
