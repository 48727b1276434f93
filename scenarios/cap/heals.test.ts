import { expect, it } from 'vitest';
import { run } from '../../index.ts';
import heals from './heals.scenario.ts';
import { shop } from './system.ts';

it('sees a herd of probes, the other way not to heal', async () => {
  const herd = { ...heals, systems: shop('probesOnce') };
  const { verdicts } = await run(herd, { mode: 'sim', seed: 1 });
  const verdict = verdicts.find(({ check }) => check === 'one-probe')?.verdict;
  expect(verdict?.result).toBe('fail');
});
