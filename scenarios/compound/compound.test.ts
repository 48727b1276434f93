import { describe, expect, it } from 'vitest';
import { run, type Scenario } from '../../index.ts';
import contract from './contract.scenario.ts';
import deadline from './deadline.scenario.ts';
import grounded from './grounded.scenario.ts';
import stageBypass from './stage-bypass.scenario.ts';
import stepOnce from './step-once.scenario.ts';
import verifier from './verifier.scenario.ts';

const family: readonly Scenario[] = [stageBypass, grounded, contract, deadline, verifier, stepOnce];
const seeds = Array.from({ length: 6 }, (_, seed) => seed);

describe.each(family.map((scenario) => ({ claim: scenario.title, scenario })))(
  '$claim',
  ({ scenario }) => {
    it('holds for the careful pipeline', async () => {
      for (const seed of seeds) {
        const { verdicts } = await run(scenario, { mode: 'sim', seed });
        const short = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
        expect(short, `seed ${seed}`).toEqual([]);
      }
    });

    it.each(scenario.mutants.map(({ id, by }) => ({ id, by })))(
      'does not for $id, as $by says, whatever the plan',
      async ({ id, by }) => {
        for (const seed of seeds) {
          const { verdicts } = await run(scenario, { mode: 'sim', seed, variant: id });
          const verdict = verdicts.find(({ check }) => check === by)?.verdict;
          expect(verdict?.result, `seed ${seed}`).toBe('fail');
        }
      },
    );
  },
);
