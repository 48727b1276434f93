import { flag, listOf, thing, whole } from '../../model/options/kinds.ts';
import type { SearchOptions, SearchPlan } from '../../model/fault/search-plan.ts';
import { demandOptions, type Demand } from '../../model/options/strict.ts';

/**
 * The plan of a scenario that is to be searched for: `brownout run`, `verify` and `explore` carry the
 * search out.
 *
 * @example
 * export default scenario('books once', { points, system, tasks, checks, plan: searched({ depth: 2 }) });
 */
export function searched(options: SearchOptions = {}): SearchPlan {
  const what = 'the options of searched(…)';
  demandOptions(options, { what, shape: searchShape, alias: searchAlias });
  return { kind: 'searched', options };
}

/** What each option of a search may be. */
export const searchShape: Demand<SearchOptions>['shape'] = {
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

/** What other tools call the options of a search. */
export const searchAlias = { runs: 'budget', menu: 'faults' } as const;

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
