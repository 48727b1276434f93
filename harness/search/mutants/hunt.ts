import type { Plan } from '../../model/fault/plan.ts';
import type { Mutant, Scenario } from '../../model/scenario.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { everyKind } from '../../plans/fault-registry.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import type { ExploreOptions } from '../explore/search-state.ts';
import { killBySearch, type Kill } from './matrix.ts';

/** The most runs that are spent on one mutant. */
const mostRuns = 2_000;

/** The options of a hunt. */
export interface HuntOptions extends Pick<
  ExploreOptions,
  'budget' | 'shrinks' | 'signal' | 'executor'
> {
  readonly seed: number;
  readonly file: string;
}

/**
 * Looks for faults that show a mutant, out of those that its scenario searches with; where it does not
 * say, out of the whole catalogue, without a look at its plan. It counts only where its own check fails and the careful system, struck in the same
 * way, passes it: else the faults are to blame, not the mutant.
 */
export async function hunt(
  scenario: Scenario,
  mutant: Mutant,
  options: HuntOptions,
): Promise<Kill> {
  const { by } = mutant;
  const { seed, budget = mostRuns, executor = inThread(scenario) } = options;
  const isBorne = (plan: Plan) => passesStruck(executor, plan, { by, seed });
  const { row, record, repro, exploration, found } = await killBySearch(scenario, mutant, {
    ...options,
    faults: scenario.search?.options.faults ?? everyKind(scenario.faults),
    executor,
    budget,
    accept: async (plan, check) => check === by && (await isBorne(plan)),
  });
  const { runs, stopped, difference } = exploration;
  const how = found
    ? `${found.how}, run ${found.atRun}`
    : (difference ?? `not in ${runs} runs (${stopped})`);
  return { row: { ...row, how }, record, repro };
}

/** Whether the careful system passes the check under these faults, struck by at least one if any. */
async function passesStruck(
  executor: Executor,
  plan: Plan,
  { by, seed }: { readonly by: string; readonly seed: number },
): Promise<boolean> {
  const { trace, verdicts } = await executor.run({ seed, plan });
  const isStruck = plan.length === 0 || eventsOf(trace, 'fault.hit').length > 0;
  const verdict = verdicts.find(({ check }) => check === by)?.verdict;
  return isStruck && verdict?.result === 'pass';
}
