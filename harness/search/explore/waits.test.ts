import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { completes } from '../../checks/completes.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { inProcess } from '../../run/in-process.ts';
import { scenario } from '../../../index.ts';
import { explore } from './exploring.ts';
import { searched } from './searched.ts';

/** The same order under the same key. */
const shop = api(
  () => {
    const orders = new Map<string, string>();
    return [
      http.post('/order', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? '';
        const id = orders.get(key) ?? nonce('ORD');
        orders.set(key, id);
        return HttpResponse.json({ id });
      }),
    ];
  },
  { effects: ['POST /order'] },
);

type Order = (signal: AbortSignal, attempt?: number) => Promise<Response>;

/** Orders in some way; what fails in any other it hands on. */
const ordering = (how: (order: Order) => Promise<Response>) =>
  scenario('it orders once', {
    points: { shop },
    system: inProcess((at) => async (_, { id }) => {
      const order: Order = (signal, attempt = 1) =>
        fetch(`${at.url('shop')}/order`, {
          method: 'POST',
          headers: { 'idempotency-key': `${id} ${attempt}` },
          signal,
        });
      try {
        const reply = await how(order);
        const text = await reply.text();
        return reply.ok && text.includes('ORD-')
          ? { status: 'done', text }
          : { status: 'pending', id };
      } catch {
        return { status: 'pending', id };
      }
    }),
    tasks: [{ input: 'tea', expect: { effects: { 'POST /order': 1 } } }],
    plan: searched({ depth: 1 }),
    checks: [exactlyOnce('shop'), completes({ within: '60 s' })],
  });

const timeoutMs = 30_000;

test('a timeout of 30 s is met: an agent that orders again after it is found', async () => {
  const hasty = ordering(async (order) => {
    const signal = AbortSignal.timeout(timeoutMs);
    return await order(signal).catch((error: unknown) => {
      if (signal.aborted) return order(AbortSignal.timeout(timeoutMs), 2);
      throw error;
    });
  });
  const { findings } = await explore(hasty, { depth: 1 });
  const twice = findings.find(({ check }) => check === 'exactly-once');
  const [strike] = twice?.plan ?? [];
  expect([twice?.plan.length, strike?.fault.name]).toEqual([1, 'slow']);
  expect(strike?.fault.params['ms']).toBeGreaterThanOrEqual(timeoutMs);
});

test('so is one that waits for as long as it is told', async () => {
  const patient = ordering(async (order) => {
    const reply = await order(AbortSignal.timeout(5_000));
    if (reply.status !== 429) return reply;
    const waitMs = Number(reply.headers.get('retry-after') ?? 1) * 1000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return await order(AbortSignal.timeout(5_000));
  });
  const { findings } = await explore(patient, { depth: 1 });
  const faults = findings.flatMap(({ check, plan }) =>
    check === 'completes' ? plan.map(({ fault }) => fault.name) : [],
  );
  expect(faults).toContain('rate-limit');
});
