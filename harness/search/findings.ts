import type { Plan } from '../model/plan.ts';
import type { Scenario } from '../model/scenario.ts';
import { run } from '../run/run.ts';
import type { Subject } from './subject.ts';
import type { SearchFinding } from '../model/exploration.ts';
import type { Observation, Violation } from './observation.ts';
import { reproOf } from './repro.ts';
import { shrink } from './shrink.ts';

/** The ways to break that a search has met: one for each check and signature. */
export interface Findings {
  /** False where it does not count as a finding. */
  readonly add: (
    observation: Observation,
    violation: Violation,
    how: string,
    atRun: number,
  ) => Promise<boolean>;
  readonly count: () => number;
  readonly list: () => readonly SearchFinding[];
}

/** Whether a plan that breaks a check counts as a finding. */
export type Accept = (plan: Plan, check: string) => Promise<boolean>;

/** No findings yet; each new one is shrunk when it comes in, as far as it is still accepted. */
export function findings(
  scenario: Scenario,
  { seed, variant, file }: Subject,
  accept: Accept = () => Promise.resolve(true),
): Findings {
  const known = new Map<string, SearchFinding>();

  async function smallest({ plan }: Observation, { check, signature }: Violation) {
    const record = await run(scenario, { mode: 'sim', seed, variant, file, plan });
    const target = { check, signature };
    const whole = { plan, record, from: plan.length, runs: 0 };
    const shrunk = plan.length < 2 ? whole : await shrink(scenario, record, target);
    const kept = (await accept(shrunk.plan, check)) ? shrunk : whole;
    const repro = await reproOf(scenario, kept, target);
    return { plan: kept.plan, reason: repro.reason, repro };
  }

  return {
    add: async (observation, violation, how, atRun) => {
      const { check, signature } = violation;
      const key = `${check} ${signature}`;
      if (known.has(key)) return true;
      if (!(await accept(observation.plan, check))) return false;
      known.set(key, { check, signature, how, atRun, ...(await smallest(observation, violation)) });
      return true;
    },
    count: () => known.size,
    list: () => [...known.values()],
  };
}
