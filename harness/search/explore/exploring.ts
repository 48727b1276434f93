import { HarnessError } from '../../model/error.ts';
import type { Exploration } from '../../model/trace/exploration.ts';
import { anyText, flag, func, text, thing, whole } from '../../model/options/kinds.ts';
import { modesOf, socketsOf, type Scenario } from '../../model/scenario.ts';
import { demandOptions, shown, type Demand } from '../../model/options/strict.ts';
import type { Mode } from '../../model/trace/trace.ts';
import { isScenario } from '../../run/scenario.ts';
import { explore as search } from './explore.ts';
import type { ExploreOptions } from './search-state.ts';
import { searchAlias, searchShape } from './searched.ts';

/**
 * Searches now for the faults that break a scenario's system, in sim. A scenario whose plan is
 * `searched({ … })` is searched as that says, except for what is said here.
 *
 * @example
 * const { findings, claim } = await explore(booksOnce, { depth: 3, budget: 50_000 });
 */
export function explore(scenario: Scenario, options: ExploreOptions = {}): Promise<Exploration> {
  // At once, not as a rejection: where it is meant for a scenario's plan, nobody waits for it.
  if (!isScenario(scenario)) throw noScenario(scenario);
  const what = 'the options of explore(scenario, …)';
  demandOptions(options, { what, shape, alias: searchAlias });
  for (const { name } of options.faults ?? []) scenario.faults.named(name);
  checkSearchable(scenario, options.executor?.mode ?? null);
  return search(scenario, { ...scenario.search?.options, ...options });
}

function noScenario(given: unknown): HarnessError {
  return new HarnessError('bad-argument', {
    expected: 'explore(…) to be given a scenario, which it searches now',
    got: shown(given),
    fix: 'In a scenario write plan: searched({ … }); in a test explore(scenario, { … }).',
  });
}

/** Throws `not-supported` where a scenario cannot be searched in that mode: only sim is exact. */
export function checkSearchable(scenario: Scenario, mode: Mode | null): void {
  const { title, points, systems } = scenario;
  const hasSim = modesOf(points, systems).includes('sim');
  if (hasSim && mode !== 'wire') return;
  throw new HarnessError('not-supported', {
    expected: `${JSON.stringify(title)} to be searched in sim, where a run can be repeated`,
    ...(hasSim ? onWire : notInSim(scenario)),
  });
}

const onWire = {
  got: 'mode wire',
  fix: 'Leave the mode out, or strike with a plan of your own: --plan file.',
};

/** What of a scenario keeps it from sim, and how it is tested today. */
function notInSim({ points, systems }: Scenario): { readonly got: string; readonly fix: string } {
  const runs = 'brownout run draws plans on the wire: plan: plans({ points }), --runs 100.';
  if (systems.some(({ modes }) => modes.includes('sim'))) {
    return {
      got: `points that are sockets or folders (${socketsOf(points).join(', ')})`,
      fix: `Search a scenario without them; for this one, ${runs}`,
    };
  }
  const all = systems.map(({ name, modes }) => `${name} (${modes.join(', ')})`);
  return {
    got: `only ${all.join(', ')}`,
    fix: `Only an agent in JavaScript, given as inProcess(...), can be searched; for this one, ${runs}`,
  };
}

/** What a scenario is searched with now; the rest is for whoever watches. */
const shape: Demand<ExploreOptions>['shape'] = {
  ...searchShape,
  seed: whole(0),
  variant: text,
  file: anyText,
  until: text,
  accept: func(),
  shrinks: flag,
  executor: thing('an executor', { run: 'function', observe: 'function' }),
  signal: thing('an AbortSignal', { addEventListener: 'function' }),
  onProgress: func(),
};
