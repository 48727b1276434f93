import { expect, test } from 'vitest';
import {
  api,
  exactlyOnce,
  explore,
  http,
  HttpResponse,
  inProcess,
  inThread,
  lostReply,
  nonce,
  scenario,
  type Executor,
} from '../../../index.ts';

const orders = scenario('orders once', {
  points: {
    shop: api([http.post('/orders', () => HttpResponse.json({ id: nonce('ORD') }))], {
      effects: ['POST /orders'],
    }),
  },
  system: inProcess((at) => async () => {
    const order = () => fetch(`${at.url('shop')}/orders`, { method: 'POST' });
    return (await order().catch(order)).json();
  }),
  tasks: [{ input: 'tea' }],
  plan: [],
  checks: [exactlyOnce('shop')],
});

test("an executor of a user's own makes all that a search observes, and finds the same", async () => {
  const inner = inThread(orders);
  let observed = 0;
  const own: Executor = {
    ...inner,
    observe: (spec) => {
      observed += 1;
      return inner.observe(JSON.parse(JSON.stringify(spec)) as typeof spec);
    },
  };
  const options = { faults: [lostReply()], depth: 1 };
  const found = await explore(orders, { ...options, executor: own });
  expect(found.findings).not.toEqual([]);
  expect(found).toEqual(await explore(orders, options));
  // The first run and the two that are compared with it are made whole, and are counted, too.
  expect(observed + 3).toBe(found.runs);
});
