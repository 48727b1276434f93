import { expect, test } from 'vitest';
import { canonical } from '../harness/model/json/json.ts';
import { run } from '../index.ts';
import { scenariosToTest } from './all-scenarios.ts';

const found = (await scenariosToTest()).filter(({ modes }) => modes.includes('sim'));
/** Of a fleet, which lives through minutes in each run, the careful one alone. */
const variants = found.flatMap(({ scenario }) =>
  ['careful', ...scenario.mutants.map(({ id }) => id)]
    .slice(0, scenario.deadlineMs > 60_000 ? 1 : Infinity)
    .map((variant) => ({ scenario, variant })),
);
const runs = variants.map((variant, n) => ({ ...variant, seed: 1 + n }));

async function trace({ scenario, variant, seed }: (typeof runs)[number]): Promise<string> {
  return canonical((await run(scenario, { mode: 'sim', seed, variant })).trace);
}

test('same seed, same trace: one at a time, and with 8 at once', { timeout: 300_000 }, async () => {
  expect(runs.length).toBeGreaterThanOrEqual(50);
  const alone: string[] = [];
  for (const one of runs) alone.push(await trace(one));
  const together: string[] = [];
  for (let from = 0; from < runs.length; from += 8) {
    together.push(...(await Promise.all(runs.slice(from, from + 8).map(trace))));
  }
  expect(together).toEqual(alone);
});

test('another seed gives another trace', async () => {
  const [first] = variants;
  const one = await trace({ ...first!, seed: 1 });
  expect(one).not.toBe(await trace({ ...first!, seed: 2 }));
});
