import type { Scenario } from '../model/scenario.ts';
import { run } from '../run/run.ts';
import type { Subject } from './evaluate.ts';
import type { SearchFinding } from '../model/exploration.ts';
import type { Observation, Violation } from './observation.ts';
import { reproOf } from './repro.ts';
import { shrink } from './shrink.ts';

/** The ways to break that a search has met: one for each check and signature. */
export interface Findings {
  readonly add: (
    observation: Observation,
    violation: Violation,
    how: string,
    atRun: number,
  ) => Promise<void>;
  readonly count: () => number;
  readonly list: () => readonly SearchFinding[];
}

/** No findings yet; each new one is shrunk when it comes in. */
export function findings(scenario: Scenario, { seed, variant, file }: Subject): Findings {
  const known = new Map<string, SearchFinding>();

  async function smallest({ plan }: Observation, { check, signature }: Violation) {
    const record = await run(scenario, { mode: 'sim', seed, variant, file, plan });
    const target = { check, signature };
    const shrunk =
      plan.length < 2
        ? { plan, record, from: plan.length, runs: 0 }
        : await shrink(scenario, record, target);
    const repro = reproOf(shrunk, target);
    return { plan: shrunk.plan, reason: repro.reason, repro };
  }

  return {
    add: async (observation, violation, how, atRun) => {
      const { check, signature } = violation;
      const key = `${check} ${signature}`;
      if (known.has(key)) return;
      known.set(key, { check, signature, how, atRun, ...(await smallest(observation, violation)) });
    },
    count: () => known.size,
    list: () => [...known.values()],
  };
}
