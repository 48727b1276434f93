import { expect, test } from 'vitest';
import { delay, http, HttpResponse } from 'msw';
import { refuse, slow } from '../../../faults/index.ts';
import { completes } from '../../checks/completes.ts';
import { api } from '../../points/api.ts';

import { inProcess } from '../../run/in-process.ts';
import { scenario } from '../../../index.ts';
import { inThread } from '../executor/in-thread.ts';
import { explore } from '../explore/explore.ts';
import { tellingTime } from './telling-time.ts';

const subject = { seed: 1, variant: 'careful', file: '' };

const shop = api([
  http.post('/look', async () => {
    await delay(5);
    return HttpResponse.json({ price: 7 });
  }),
  http.post('/orders', async ({ request }) => {
    await delay(5);
    return HttpResponse.json({ got: await request.json() });
  }),
]);

/** Looks, then orders; says of an order what `noted` says of the look. */
const buyer = (noted: (look: 'fine' | 'failed') => object) =>
  scenario('orders', {
    family: 'test',
    points: { shop },
    system: inProcess((at) => {
      let last: 'fine' | 'failed' = 'fine';
      return async () => {
        const ask = (path: string, body: object) =>
          fetch(`${at.url('shop')}${path}`, { method: 'POST', body: JSON.stringify(body) });
        const order = await ask('/orders', { shoes: 1, ...noted(last) });
        const look = await ask('/look', {});
        last = look.ok ? 'fine' : 'failed';
        return { status: order.ok ? 'full' : 'degraded' };
      };
    }),
    tasks: [{ input: 1 }, { input: 2 }, { input: 3 }],
    checks: [completes()],
    plan: [],
    phases: ['fault'],
  });

const faults = [refuse({ status: 503 }), slow({ ms: 3_000 })];
/**
 * Calls seen, and by level the schedules that had to be run; which are audited is drawn by their
 * names.
 */
const searched = async (noted: Parameters<typeof buyer>[0]) => {
  const { sites, levels } = await explore(buyer(noted), { faults });
  return { sites, due: levels.map(({ run, audited }) => run - audited) };
};

test('an agent that says what time it is is searched as one that does not', async () => {
  const silent = await searched(() => ({}));
  expect(await searched(() => ({ at: new Date().toISOString() }))).toEqual(silent);
  expect(await searched(() => ({ sentMs: performance.now() }))).toEqual(silent);
  // What it remembers is another matter.
  const remembering = await searched((look) => ({ look, at: Date.now() }));
  expect(remembering.due[1]).toBeGreaterThan(silent.due[1] ?? 0);
});

test('clocks of whole seconds are seen to move', async () => {
  const { marks } = await tellingTime(
    inThread(buyer(() => ({ at: Math.floor(Date.now() / 1000) }))).run,
    subject,
  );
  expect(marks.get('asks shop POST /orders')).toEqual(new Set(['/at#0']));
  expect(marks.get('answers shop POST /orders')).toEqual(new Set(['/got/at#0']));
});

test('what runs out within a second is no mark of the time', async () => {
  const opened = Date.UTC(2026, 0, 1);
  const fresh = () => ({ at: Date.now(), state: Date.now() - opened < 900 ? 'fresh' : 'stale' });
  const { marks } = await tellingTime(inThread(buyer(fresh)).run, subject);
  expect(marks.get('asks shop POST /orders')).toEqual(new Set(['/at#0']));
});
