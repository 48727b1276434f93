import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, check, inProcess, scenario } from '../../index.ts';
import { load } from './load.ts';

test('while more tasks are due than can begin, replies are read all the same', async () => {
  let [asked, askedByThen] = [0, Infinity];
  const slow = inProcess(() => async () => {
    asked += 1;
    // As a reply from a socket is read: in the next turn of the event loop.
    if (asked === 1) setImmediate(() => (askedByThen = asked));
    const untilMs = performance.now() + 2;
    while (performance.now() < untilMs);
    return { status: 'done' };
  });
  const asks = scenario('asks', {
    points: { none: api([http.get('/', () => HttpResponse.json({}))]) },
    system: slow,
    tasks: [{ input: 'ask' }],
    plan: [],
    checks: [check('any', () => true)],
  });
  const phases = { baseline: '0.2 s' } as const;
  await load(asks, { mode: 'wire', load: { rate: 1_000, arrivals: 'constant', phases } });
  expect(asked).toBe(200);
  expect(askedByThen).toBeLessThan(40);
});
