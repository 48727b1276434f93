import { HarnessError } from '../../model/error.ts';
import type { Exploration } from '../../model/trace/exploration.ts';
import { anyText, flag, func, listOf, text, thing, whole } from '../../model/options/kinds.ts';
import { modesOf, socketsOf, type Scenario } from '../../model/scenario.ts';
import type { SearchOptions, SearchPlan } from '../../model/fault/search-plan.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';
import type { Mode } from '../../model/trace/trace.ts';
import { isScenario } from '../../run/scenario.ts';
import { explore as search } from './explore.ts';
import type { ExploreOptions } from './search-state.ts';

/**
 * A search for the faults that break a system. Given options alone it is a plan for a scenario file,
 * which `brownout run` and `verify` carry out; given a scenario it searches now. A scenario whose plan
 * is a search is searched as it says, except for what is said here.
 *
 * @example
 * export default scenario('books once', { points, system, tasks, checks, plan: explore({ depth: 2 }) });
 * const { findings, claim } = await explore(booksOnce, { depth: 3, budget: 50_000 });
 */
export function explore(options?: SearchOptions): SearchPlan;
export function explore(scenario: Scenario, options?: ExploreOptions): Promise<Exploration>;
export function explore(
  first: Scenario | SearchOptions = {},
  options: ExploreOptions = {},
): SearchPlan | Promise<Exploration> {
  if (isScenario(first)) return searchNow(first, options);
  demandOptions<SearchOptions>(first, { what: 'the options of explore(…)', shape, alias });
  return { kind: 'explore', options: first };
}

async function searchNow(scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  const what = 'the options of explore(scenario, …)';
  demandOptions(options, { what, shape: shapeNow, alias });
  for (const { name } of options.faults ?? []) scenario.faults.named(name);
  checkSearchable(scenario, options.executor?.mode ?? null);
  return await search(scenario, { ...scenario.search?.options, ...options });
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
      got: `points that are sockets (${socketsOf(points).join(', ')})`,
      fix: `Search a scenario without them; for this one, ${runs}`,
    };
  }
  const all = systems.map(({ name, modes }) => `${name} (${modes.join(', ')})`);
  return {
    got: `only ${all.join(', ')}`,
    fix: `Only an agent in JavaScript, given as inProcess(...), can be searched; for this one, ${runs}`,
  };
}

const shape: Demand<SearchOptions>['shape'] = {
  depth: whole(1),
  faults: {
    words: 'a list of faults such as lostReply()',
    fits: (value) => listOf(thing('a fault', { name: 'string' })).fits(value) && !isEmpty(value),
  },
  budget: whole(1),
  samples: whole(0),
  prune: flag,
  keepGoing: flag,
};

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const alias = { runs: 'budget', menu: 'faults' } as const;

/** What a scenario is searched with now; the rest is for whoever watches. */
const shapeNow: Demand<ExploreOptions>['shape'] = {
  ...shape,
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
