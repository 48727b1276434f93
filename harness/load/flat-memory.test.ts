import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, check, inProcess, scenario } from '../../index.ts';
import { load } from './load.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('what tasks held is freed while the load goes on', async () => {
  const answers: WeakRef<object>[] = [];
  let mostHeld = 0;
  const asking = scenario('asks', {
    points: { tool: api([http.post('/work', () => HttpResponse.json({ done: true }))]) },
    system: inProcess((at) => async () => {
      const signal = AbortSignal.timeout(1000);
      const reply = await fetch(`${at.url('tool')}/work`, { method: 'POST', signal });
      answers.push(new WeakRef(reply));
      await reply.json();
      if (answers.length % 500 === 0) {
        collect();
        mostHeld = Math.max(mostHeld, answers.filter((one) => one.deref()).length);
      }
      return { status: 'done' };
    }),
    tasks: [{ input: 'ask' }],
    plan: [],
    checks: [check('any', () => true)],
  });
  const report = await load(asking, { seed: 1, load: { rate: 200, phases: { baseline: '15 s' } } });
  expect(report.phases[0]?.right).toBeGreaterThan(2500);
  // Their timeouts of 1 s are still to come; with the client's own, of minutes, it would be all.
  expect(mostHeld).toBeGreaterThan(0);
  expect(mostHeld).toBeLessThan(600);
});
