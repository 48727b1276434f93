import { describe, expect, test } from 'vitest';
import { kill } from '../harness/search/matrix.ts';
import { replay, run } from '../index.ts';
import { allScenarios } from './all-scenarios.ts';

const found = await allScenarios();
const rows = found.flatMap(({ file, scenario }) =>
  scenario.mutants.map((mutant) => ({ id: mutant.id, file, scenario, mutant })),
);

describe('every careful system passes', () => {
  test.each(found)('$file', { timeout: 60_000 }, async ({ scenario }) => {
    for (let seed = 0; seed < 16; seed += 1) {
      const { verdicts } = await run(scenario, { mode: 'sim', seed });
      const short = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
      expect(short, `seed ${seed}`).toEqual([]);
    }
  });
});

describe('every mutant is flagged by the check of its own invariant', () => {
  test.each(rows)('$id', { timeout: 60_000 }, async ({ file, scenario, mutant }) => {
    const { row, repro } = await kill(scenario, mutant, { mode: 'sim', seed: 1, file });
    expect(row).toMatchObject({ id: mutant.id, flagged: true, by: mutant.by });
    if (!repro) throw new Error('a mutant that was flagged has a replay file');
    expect((await replay(scenario, repro)).result).toBe('reproduced');
    expect((await replay(scenario, repro, 'careful')).result).toBe('fixed');
    const elsewhere = repro.plan.map((strike) => ({ ...strike, when: { call: 'GET /nowhere' } }));
    expect((await replay(scenario, { ...repro, plan: elsewhere })).result).toBe('stale');
  });
});
