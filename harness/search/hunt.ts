import type { Plan } from '../model/plan.ts';
import type { Mutant, Scenario } from '../model/scenario.ts';
import { eventsOf } from '../model/trace.ts';
import { runWhole } from '../run/run.ts';
import { everyKind } from '../plans/fault-registry.ts';
import { explore } from './explore.ts';
import type { Kill } from './matrix.ts';

/** The most runs that are spent on one mutant. */
const mostRuns = 2_000;

/** How a mutant is hunted. */
export interface HuntOptions {
  readonly seed: number;
  readonly file: string;
  readonly budget?: number;
  readonly signal?: AbortSignal;
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
  const { id, by } = mutant;
  const { seed, file, budget = mostRuns, signal } = options;
  const { findings, runs, stopped, difference } = await explore(scenario, {
    faults: everyKind(scenario.faults),
    ...scenario.search?.options,
    seed,
    file,
    variant: id,
    budget,
    until: by,
    accept: async (plan, check) => check === by && (await isBorne(scenario, plan, { by, seed })),
    ...(signal ? { signal } : {}),
  });
  const [found] = findings;
  const row = { id, family: scenario.family, flagged: found !== undefined, by };
  if (!found) {
    const record = await runWhole(scenario, { mode: 'sim', seed, file, variant: id, plan: [] });
    const how = difference ?? `not in ${runs} runs (${stopped})`;
    return { row: { ...row, strikes: 0, repro: null, how }, record, repro: null };
  }
  const { plan, repro, atRun } = found;
  const record = await runWhole(scenario, { mode: 'sim', seed, file, variant: id, plan });
  const how = `${found.how}, run ${atRun}`;
  return { row: { ...row, strikes: plan.length, repro: null, how }, record, repro };
}

/** Whether the careful system passes the check under these faults, struck by at least one if any. */
async function isBorne(
  scenario: Scenario,
  plan: Plan,
  { by, seed }: { readonly by: string; readonly seed: number },
): Promise<boolean> {
  const { trace, verdicts } = await runWhole(scenario, { mode: 'sim', seed, plan });
  const isStruck = plan.length === 0 || eventsOf(trace, 'fault.hit').length > 0;
  const verdict = verdicts.find(({ check }) => check === by)?.verdict;
  return isStruck && verdict?.result === 'pass';
}
