import { expect, it } from 'vitest';
import { run } from '../../../index.ts';
import admission from '../admission.scenario.ts';
import { needsRedis } from '../needs-redis-fixture.ts';

it('the desk gives the same verdicts as a process of its own', async ({ skip }) => {
  await needsRedis((why) => skip(why));
  const systems = admission.systems.filter(({ name }) => name !== 'in process');
  expect(systems).toHaveLength(1);
  const { verdicts } = await run({ ...admission, systems }, { mode: 'wire', seed: 1 });
  expect(verdicts.filter(({ verdict }) => verdict.result !== 'pass')).toEqual([]);
});
