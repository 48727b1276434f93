import { describe, expect, test } from 'vitest';
import { inThread } from '../harness/search/executor/in-thread.ts';
import { kill } from '../harness/search/mutants/matrix.ts';
import { HarnessError, replay, run, type Scenario, type Strike } from '../index.ts';
import { scenariosToTest } from './all-scenarios.ts';

const found = await scenariosToTest();
const onWire = found
  .filter(({ modes }) => modes[0] === 'wire')
  .flatMap(({ scenario }) => scenario.mutants.map(({ id }) => id));
const isLong = process.env['BROWNOUT_LONG'] !== undefined;

/** Every sixth mutant, and of those on the wire every third; `npm run test:long` and `npm start` take them all. */
const rows = found
  .flatMap(({ file, scenario, modes }) =>
    scenario.mutants.map((mutant) => ({ id: mutant.id, file, scenario, mutant, modes })),
  )
  .filter(({ id }, at) => isLong || (onWire.includes(id) ? onWire.indexOf(id) % 3 : at % 6) === 1);

/** A few: `npm start` takes 25. */
const seedsIn = isLong ? { sim: 3, wire: 2 } : { sim: 1, wire: 1 };

/** To find the smallest plan takes most of the runs: `npm run test:long` does. */
const limits = isLong ? {} : { mostRuns: 12 };

/** A part that this machine has not got skips the test, and says what is missing. */
async function orSkip(skip: (why: string) => never, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    if (error instanceof HarnessError && error.code === 'missing-part') skip(error.message);
    throw error;
  });
}

/** The same strike where nothing can meet it. */
function elsewhere(strike: Strike, { faults }: Scenario): Strike {
  const isStanding = 'condition' in faults.named(strike.fault.name);
  const never: Strike['when'] = { ms: [3_600_000, 3_600_001] };
  return { ...strike, when: isStanding ? never : { task: 'none' } };
}

describe('every careful system passes', () => {
  test.for(found)('$file', async ({ scenario, modes }, { skip }) => {
    const mode = modes[0] ?? 'wire';
    await orSkip(skip, async () => {
      for (let seed = 0; seed < seedsIn[mode]; seed += 1) {
        const { verdicts } = await run(scenario, { mode, seed });
        const short = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
        expect(short, `seed ${seed}`).toEqual([]);
      }
    });
  });
});

describe('every mutant is flagged by the check of its own invariant', () => {
  test.for(rows)('$id', async (row, { skip }) => {
    const { id, file, scenario, mutant, modes } = row;
    await orSkip(skip, async () => {
      const mode = modes[0] ?? 'wire';
      const executor = inThread(scenario, mode);
      const killed = await kill(scenario, mutant, { executor, seed: 1, file }, limits);
      expect(killed.row).toMatchObject({ id, flagged: true, by: mutant.by });
      const { repro } = killed;
      if (!repro) throw new Error('a mutant that was flagged has a replay file');
      expect((await replay(scenario, repro)).result).toBe('reproduced');
      expect((await replay(scenario, repro, 'careful')).result).toBe('fixed');
      if (repro.plan.length === 0) return;
      const plan = repro.plan.map((strike) => elsewhere(strike, scenario));
      expect((await replay(scenario, { ...repro, plan })).result).toBe('stale');
    });
  });
});
