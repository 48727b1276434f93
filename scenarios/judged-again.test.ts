import { describe, expect, test } from 'vitest';
import { runRecordSchema } from '../harness/model/trace/run-record.ts';
import { judge, run } from '../index.ts';
import { scenariosToTest } from './all-scenarios.ts';

const found = (await scenariosToTest()).filter(({ modes }) => modes.includes('sim'));
const isLong = process.env['BROWNOUT_LONG'] !== undefined;

describe.each(found.map((one) => [one.scenario.title, one.scenario] as const))('%s', (_, its) => {
  // Of its mutants the first; `npm run test:long` takes them all.
  const mutants = its.mutants.slice(0, isLong ? Infinity : 1);
  const variants = ['careful', ...mutants.map(({ id }) => id)];
  test('gets from its saved trace the verdicts that it got from the run', async () => {
    for (const variant of variants) {
      const record = await run(its, { mode: 'sim', seed: 3, variant });
      const saved = runRecordSchema.parse(JSON.parse(JSON.stringify(record)));
      const { verdicts, outcomes, result } = judge(saved.trace, its.checks);
      expect(verdicts, variant).toEqual(record.verdicts);
      expect(outcomes, variant).toEqual(record.outcomes);
      expect(result, variant).toBe(record.result);
    }
  });
});
