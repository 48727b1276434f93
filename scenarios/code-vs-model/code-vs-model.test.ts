import { describe, expect, it } from 'vitest';
import { run, type Scenario } from '../../index.ts';
import closedSet from './closed-set.scenario.ts';
import rulePath from './rule-path.scenario.ts';
import ruleWins from './rule-wins.scenario.ts';
import sameAnswer from './same-answer.scenario.ts';
import spillCap from './spill-cap.scenario.ts';
import threshold from './threshold.scenario.ts';

const family: readonly Scenario[] = [
  rulePath,
  sameAnswer,
  threshold,
  closedSet,
  spillCap,
  ruleWins,
];
const seeds = Array.from({ length: 16 }, (_, seed) => seed);

describe.each(family.map((scenario) => ({ claim: scenario.title, scenario })))(
  '$claim',
  ({ scenario }) => {
    it('holds for the careful desk', async () => {
      for (const seed of seeds) {
        const { verdicts } = await run(scenario, { mode: 'sim', seed });
        const short = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
        expect(short, `seed ${seed}`).toEqual([]);
      }
    });

    it.each(scenario.mutants.map(({ id, by }) => ({ id, by })))(
      'does not for $id, as $by says',
      async ({ id, by }) => {
        for (const seed of seeds.slice(0, 3)) {
          const { verdicts } = await run(scenario, { mode: 'sim', seed, variant: id });
          const verdict = verdicts.find(({ check }) => check === by)?.verdict;
          expect(verdict?.result, `seed ${seed}`).toBe('fail');
        }
      },
    );
  },
);

it('holds on the wire as in sim', async () => {
  const { result } = await run(threshold, { mode: 'wire', seed: 6 });
  expect(result).toBe('pass');
});
