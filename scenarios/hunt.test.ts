import { afterAll, describe, expect, test } from 'vitest';
import { modesOf } from '../harness/model/scenario.ts';
import { hunt } from '../harness/search/mutants/hunt.ts';
import { replay } from '../index.ts';
import { scenariosToTest } from './all-scenarios.ts';

/** Enough for each of them twice over. */
const budget = 1_200;

const all = (await scenariosToTest())
  .filter(({ scenario }) => modesOf(scenario.points, scenario.systems).includes('sim'))
  .flatMap(({ file, scenario }) =>
    scenario.mutants.map((mutant) => ({ id: mutant.id, file, scenario, mutant })),
  );

/** Every twentieth mutant is shrunk, too: that takes most of the runs, and the matrix shrinks them all. `npm run test:long` hunts all. */
const rows = all
  .map((row, at) => ({ ...row, shrinks: at % 20 === 3 }))
  .filter(({ shrinks }) => shrinks || process.env['BROWNOUT_LONG'] !== undefined);

const told: string[] = [];
afterAll(() => {
  process.stdout.write(`what showed each mutant, by search alone\n${told.join('\n')}\n`);
});

describe('every mutant is found by search alone, by the check of its own invariant', () => {
  test.each(rows)('$id', { timeout: 240_000 }, async ({ id, scenario, mutant, ...rest }) => {
    const { row, repro } = await hunt(scenario, mutant, { seed: 1, budget, ...rest });
    const faults = repro?.plan.map(({ fault, at }) => `${fault.name} at ${at}`) ?? [];
    told.push(`  ${id.padEnd(28)} ${row.how}: ${faults.join(', ') || 'no fault'}`);
    expect(row).toMatchObject({ id, flagged: true, by: mutant.by });
    if (!repro) throw new Error('a mutant that was found has a replay file');
    expect((await replay(scenario, repro)).result).toBe('reproduced');
  });
});
