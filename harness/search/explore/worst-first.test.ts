import { expect, test } from 'vitest';
import {
  api,
  check,
  eventsOf,
  exactlyOnce,
  explore,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  nonce,
  run,
  scenario,
  slow,
} from '../../../index.ts';
import { failureIn } from '../../../reports/summary/findings.ts';
import { outcomeOf, rankOf } from '../../model/trace/worst-outcome.ts';

/** Is late under `slow`, which is no harm, and orders twice where a reply is lost. */
const orders = scenario('orders once, and soon', {
  points: {
    shop: api(
      [
        http.get('/tea', () => HttpResponse.json({ price: 4 })),
        http.post('/orders', () => HttpResponse.json({ id: nonce('ORD') })),
      ],
      { effects: ['POST /orders'] },
    ),
  },
  system: inProcess((at) => async () => {
    const seen = await fetch(`${at.url('shop')}/tea`).catch(() => null);
    if (!seen?.ok) return { status: 'failed' };
    const order = () => fetch(`${at.url('shop')}/orders`, { method: 'POST' });
    const { id } = (await (await order().catch(order)).json()) as { id: string };
    return { status: 'done', id };
  }),
  tasks: [{ input: 'tea', expect: { effects: { 'POST /orders': 1 } } }],
  plan: [],
  checks: [
    exactlyOnce('shop'),
    check('is-soon', (trace) => eventsOf(trace, 'task.end').every(({ atMs }) => atMs < 1_000)),
  ],
});

test('findings are in order of how bad they end, and not of when they were met', async () => {
  const faults = [slow({ ms: 5_000 }), lostReply()];
  const inOrderMet: boolean[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const { findings } = await explore(orders, { faults, depth: 1, keepGoing: true, seed });
    const ranks: number[] = [];
    for (const { plan, check: name, signature } of findings) {
      const record = await run(orders, { mode: 'sim', seed, plan });
      const evidence = failureIn(record, name, signature)?.evidence ?? [];
      ranks.push(rankOf(outcomeOf(record, evidence)));
    }
    expect(new Set(ranks).size).toBeGreaterThan(1);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const met = findings.map(({ atRun }) => atRun);
    inOrderMet.push(met.every((at, index) => at >= (met[index - 1] ?? 0)));
  }
  expect(inOrderMet).toContain(false);
});
