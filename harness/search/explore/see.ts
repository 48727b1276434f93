import { steadyCheck } from '../../model/trace/outcome.ts';
import { rankOf } from '../../model/trace/worst-outcome.ts';
import type { Broken } from '../node.ts';
import { firstDifference } from '../observe/difference.ts';
import type { Observation } from '../observe/observation.ts';
import { countRun, stopOf, type Search } from './search-state.ts';

/** The runs without faults that must be alike before anything is found or claimed. */
const times = 3;

/**
 * Records the violations and doubts of a run; resolves with false if the search should stop. Nothing is
 * found before runs without faults were seen to be alike.
 */
export async function see(
  search: Search,
  observation: Observation,
  how: string,
  broken: Broken,
): Promise<boolean> {
  const { keepGoing = true, until, signal } = search.options;
  countRun(search);
  search.doubts.add(observation);
  const atRun = search.runs;
  const { violations } = observation;
  const news = violations.filter(
    ({ check, outcome }) => rankOf(outcome) > (broken.get(check) ?? -2),
  );
  if (news.length > 0 && !(await repeats(search, true))) return false;
  for (const violation of violations) search.found.note(violation);
  for (const violation of news) {
    if (!(await search.found.add(observation, violation, how, atRun))) continue;
    search.breaking.add(violation.check, observation.plan);
    if (!keepGoing || violation.check === until) search.stopped = 'found';
  }
  search.stopped = stopOf(signal) ?? search.stopped;
  return search.stopped === null;
}

/**
 * Whether runs without faults are alike, or the first fails already; makes those that are still due. If
 * two differ, real time or randomness has got in, no claim about all schedules can be made, and the search
 * is stopped. Before a finding they are made even if the budget is spent.
 */
export async function repeats(search: Search, isFinding: boolean = false): Promise<boolean> {
  const { executor, faultless, options } = search;
  const { seed, variant, file } = search.subject;
  const isBroken = faultless.verdicts.some(
    ({ check, verdict }) => check === steadyCheck && verdict.result === 'fail',
  );
  const isDue = () => search.alike < times && !search.difference && !options.signal?.aborted;
  while (!isBroken && isDue() && (isFinding || !search.stopped)) {
    const { trace } = await executor.run({ seed, variant, file, plan: [] });
    countRun(search);
    search.alike += 1;
    search.difference = firstDifference(faultless.trace, trace);
  }
  if (search.difference) search.stopped = 'nondeterministic';
  return search.difference === null;
}
