import type { Plan } from '../model/plan.ts';
import type { Scenario } from '../model/scenario.ts';
import { runWhole } from '../run/run.ts';
import { observe, type Observation } from './observation.ts';
import type { Subject } from './subject.ts';
import { tellingTime, type TimeTold } from './telling-time.ts';

/** Runs schedules and tells what was seen, in the order in which they were given. */
export interface Evaluator {
  /** More than one schedule may be under way at once; the answers do not depend on that. */
  readonly evaluate: (plan: Plan) => Promise<Observation>;
  /** How many schedules it can usefully have under way. */
  readonly width: number;
  readonly close: () => Promise<void>;
}

/** An evaluator on this thread. */
export function evaluator(scenario: Scenario, { seed, variant, file }: Subject): Evaluator {
  let learning: Promise<TimeTold> | undefined;
  return {
    evaluate: async (plan) => {
      learning ??= tellingTime(scenario, { seed, variant, file });
      const told = await learning;
      return observe(await runWhole(scenario, { mode: 'sim', seed, variant, file, plan }), told);
    },
    width: 1,
    close: () => Promise.resolve(),
  };
}
