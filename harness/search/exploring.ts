import { faultNamed } from '../../faults/catalogue.ts';
import { HarnessError } from '../model/error.ts';
import type { Exploration } from '../model/exploration.ts';
import { modesOf, type Scenario } from '../model/scenario.ts';
import type { SearchOptions, SearchPlan } from '../model/search-plan.ts';
import type { Mode } from '../model/trace.ts';
import { isScenario } from '../run/scenario.ts';
import { explore as search } from './explore.ts';
import type { ExploreOptions } from './search-state.ts';

/**
 * A search for the faults that break a system. Given options alone it is a plan for a scenario file,
 * which `brownout run` and `verify` carry out; given a scenario it searches now. A scenario whose plan
 * is a search is searched as it says, but for what is said here.
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
  checkOptions(first);
  return { kind: 'explore', options: first };
}

async function searchNow(scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  checkSearchable(scenario, null);
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
  const links = Object.keys(points).filter((name) => points[name]?.kind === 'link');
  if (systems.some(({ modes }) => modes.includes('sim'))) {
    return {
      got: `links (${links.join(', ')}), which are sockets`,
      fix: `Search a scenario without them; for this one, ${runs}`,
    };
  }
  const all = systems.map(({ name, modes }) => `${name} (${modes.join(', ')})`);
  return {
    got: `only ${all.join(', ')}`,
    fix: `Only an agent in JavaScript, given as inProcess(...), can be searched; for this one, ${runs}`,
  };
}

const least: Readonly<Record<string, number>> = { depth: 1, budget: 1, samples: 0 };
const flags: ReadonlySet<string> = new Set(['prune', 'keepGoing']);

function checkOptions(options: SearchOptions): void {
  for (const [name, value] of Object.entries(options as Readonly<Record<string, unknown>>)) {
    const min = least[name];
    if (name === 'faults') checkFaults(value);
    else if (flags.has(name)) need(typeof value === 'boolean', name, 'true or false', value);
    else if (min === undefined) need(false, name, `no such option (${known})`, value);
    else need(Number.isSafeInteger(value) && Number(value) >= min, name, `${min} or more`, value);
  }
}

const known = [...Object.keys(least), ...flags, 'faults'].join(', ');

function checkFaults(value: unknown): void {
  need(Array.isArray(value) && value.length > 0, 'faults', 'a list of faults', value);
  for (const fault of value as readonly unknown[]) {
    const name = typeof fault === 'object' && fault !== null && 'name' in fault ? fault.name : null;
    need(typeof name === 'string', 'faults', 'faults such as lostReply()', fault);
    faultNamed(String(name));
  }
}

function need(isSo: boolean, name: string, expected: string, got: unknown): void {
  if (isSo) return;
  throw new HarnessError('bad-argument', {
    expected: `${name} of explore({ … }) to be ${expected}`,
    got: typeof got === 'function' ? 'a function' : (JSON.stringify(got) ?? String(got)),
    fix: 'Mend it, or leave it out for its default.',
  });
}
