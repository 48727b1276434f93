import { describe, expect, test } from 'vitest';
import { kill } from '../harness/search/matrix.ts';
import { replay } from '../index.ts';
import { allScenarios } from './all-scenarios.ts';

const found = await allScenarios();
const rows = found.flatMap(({ file, scenario }) =>
  scenario.mutants.map((mutant) => ({ id: mutant.id, file, scenario, mutant })),
);

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
