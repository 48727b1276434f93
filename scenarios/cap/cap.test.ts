import { describe, expect, it } from 'vitest';
import { run, type Scenario } from '../../index.ts';
import boundedThrash from './bounded-thrash.scenario.ts';
import criticalWrite from './critical-write.scenario.ts';
import everySubset from './every-subset.scenario.ts';
import garbageIsDown from './garbage-is-down.scenario.ts';
import heals from './heals.scenario.ts';
import ownBucket from './own-bucket.scenario.ts';
import staleBound from './stale-bound.scenario.ts';
import { shop } from './system.ts';

const family: readonly Scenario[] = [
  everySubset,
  criticalWrite,
  boundedThrash,
  garbageIsDown,
  staleBound,
  heals,
  ownBucket,
];
const seeds = Array.from({ length: 16 }, (_, seed) => seed);

describe.each(family.map((scenario) => ({ claim: scenario.title, scenario })))(
  '$claim',
  ({ scenario }) => {
    it('holds for the careful assistant', async () => {
      for (const seed of seeds) {
        const { verdicts } = await run(scenario, { mode: 'sim', seed });
        const short = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
        expect(short, `seed ${seed}`).toEqual([]);
      }
    });

    it.each(scenario.mutants.map(({ id, by }) => ({ id, by })))(
      'does not for $id, as $by says',
      async ({ id, by }) => {
        for (const seed of seeds) {
          const { verdicts } = await run(scenario, { mode: 'sim', seed, variant: id });
          const verdict = verdicts.find(({ check }) => check === by)?.verdict;
          if (verdict?.result === 'fail') return;
        }
        expect.fail(`${by} noticed nothing in ${seeds.length} seeds`);
      },
    );
  },
);

it('sees a herd of probes, the other way not to heal', async () => {
  const herd = { ...heals, systems: shop('probesOnce') };
  const { verdicts } = await run(herd, { mode: 'sim', seed: 1 });
  const verdict = verdicts.find(({ check }) => check === 'one-probe')?.verdict;
  expect(verdict?.result).toBe('fail');
});

it('holds on the wire as in sim', async () => {
  const { result } = await run(everySubset, { mode: 'wire', seed: 6 });
  expect(result).toBe('pass');
});
