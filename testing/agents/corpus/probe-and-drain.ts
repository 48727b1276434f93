import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, pause, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that probes its breaker with an order that stays in the queue. */
export const probeAndDrain: CorpusEntry = {
  id: 'probe-and-drain',
  faults: 2,
  bug: 'The order that probes a half-open breaker is sent again as the queue is drained.',
  check: 'exactly-once',
  witness: [down('supplier', 'POST /orders', 1), down('supplier', 'POST /orders', 2)],
  scenario: scenario('each spare part is ordered once', {
    family: 'corpus',
    points: {
      site: facts({ '/pump': { model: 'P4', hours: 9_120 }, '/stock': { seals: 0, valves: 0 } }),
      model: oracle({ P4: 'seal,valve,gasket,filter' }),
      supplier: supplier(),
    },
    ...underFaults((at, _, id) => restock(at.url, id)),
    tasks: [{ input: 'Get the pump ready.', expect: { effects: { 'POST /orders': 4 } } }],
    checks: [completes(), exactlyOnce('supplier')],
  }),
};

/** It knows no idempotency keys, but tells what was ordered under a reference. */
function supplier() {
  return api(
    () => {
      const orders = new Map<string, string>();
      return [
        http.get('/terms', () => HttpResponse.json({ days: 3 })),
        http.post('/orders', async ({ request }) => {
          const { ref } = (await request.json()) as { ref: string };
          orders.set(ref, nonce('OR'));
          return HttpResponse.json({ id: orders.get(ref) });
        }),
        http.get('/orders/:ref', ({ params }) =>
          HttpResponse.json({ id: orders.get(String(params['ref'])) ?? null }),
        ),
      ];
    },
    { effects: ['POST /orders'] },
  );
}

async function restock(url: (point: string) => string, task: string): Promise<object> {
  const pump = await twice(() => ask('GET', `${url('site')}/pump`));
  const stock = await twice(() => ask('GET', `${url('site')}/stock`));
  if (!pump.ok || !stock.ok) return { status: 'abstained', note: 'the pump is not known' };
  const list = await chat(url('model'), `What does it need? ${JSON.stringify(pump.body)}`);
  if (list === null) return { status: 'abstained', note: 'no list of parts' };
  const terms = await ask('GET', `${url('supplier')}/terms`);
  const { missing, unsure } = await orderAll(`${url('supplier')}/orders`, list.split(','), task);
  const whole = missing.length === 0 && unsure.length === 0;
  return { status: whole ? 'done' : 'partial', missing, unsure, terms: terms.body };
}

async function orderAll(orders: string, parts: readonly string[], task: string) {
  const queue: string[] = [];
  const missing: string[] = [];
  const unsure: string[] = [];
  let inARow = 0;
  const send = async (part: string): Promise<boolean> => {
    const ref = `${task}-${part}`;
    if ((await ask('POST', orders, { json: { ref, part } })).ok) return true;
    const seen = await ask<{ id: string | null }>('GET', `${orders}/${ref}`);
    if (seen.ok) return seen.body.id !== null;
    unsure.push(ref);
    return true;
  };
  for (const part of parts) {
    if (inARow < 2 && (await send(part))) {
      inARow = 0;
      continue;
    }
    inARow += 1;
    queue.push(part);
  }
  if (inARow >= 2) {
    await pause(10_000);
    if (!(await send(queue[0] ?? ''))) return { missing: queue, unsure };
  }
  for (const part of queue) if (!(await send(part))) missing.push(part);
  return { missing, unsure };
}
