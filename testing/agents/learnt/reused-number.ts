import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  lostReply,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Counts on from the last number that it knows of. */
export const reusedNumber: CorpusEntry = {
  id: 'reused-number',
  faults: 2,
  bug: 'Where the last number cannot be read, it counts on from one that an unconfirmed invoice has.',
  check: 'one-number-each',
  witness: [
    lostReply().at('invoices', { call: 'PUT /invoices/:number', calls: 1 }),
    down('invoices', 'GET /last', 2),
  ],
  scenario: scenario('no invoice takes the number of another', {
    family: 'learnt',
    points: {
      shop: api([
        http.get('/orders', () => HttpResponse.json({ orders: ['A-7', 'A-8', 'A-9'] })),
        http.put('/billed', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle({ terms: 'Payable within 14 days.' }),
      invoices: invoices(),
    },
    ...underFaults((at) => bill(at.url)),
    tasks: [{ input: 'Bill the orders of today.' }],
    checks: [completes(), oneNumberEach()],
  }),
};

/** What is written under a number stands there. */
function invoices() {
  return api(
    () => {
      let last = 2_041;
      return [
        http.get('/last', () => HttpResponse.json({ last })),
        http.put('/invoices/:number', ({ params }) => {
          last = Math.max(last, Number(params['number']));
          return HttpResponse.json({ id: params['number'] });
        }),
      ];
    },
    { effects: ['PUT /invoices/:number'] },
  );
}

function oneNumberEach() {
  return check('one-number-each', (trace) => {
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    const taken = new Map<string, string>();
    for (const { id, call, seq } of eventsOf(trace, 'effect')) {
      const { order } = inputs.get(call) as { order: string };
      if ((taken.get(id) ?? order) !== order) {
        return failed(`invoice ${id} is overwritten`, [seq], 'one-number-each: overwritten');
      }
      taken.set(id, order);
    }
    return passed;
  });
}

async function bill(url: (point: string) => string): Promise<object> {
  const came = await twice(() =>
    ask<{ orders: readonly string[] }>('GET', `${url('shop')}/orders`),
  );
  if (!came.ok) return { status: 'abstained', note: 'nothing was billed' };
  const terms = await chat(url('model'), 'Write the terms of payment.');
  if (terms === null) return { status: 'escalated', note: 'somebody should write the terms' };
  const place = url('invoices');
  const billed: Record<string, number> = {};
  const open: string[] = [];
  let known: number | null = null;
  for (const order of came.body.orders) {
    const read = await ask<{ last: number }>('GET', `${place}/last`);
    if (read.ok) known = read.body.last;
    if (known === null) {
      open.push(order);
      continue;
    }
    const number: number = known + 1;
    const kept = await ask('PUT', `${place}/invoices/${number}`, { json: { order, terms } });
    if (!kept.ok) {
      open.push(`${order}, perhaps ${number}`);
      continue;
    }
    billed[order] = number;
    known = number;
  }
  const told = await twice(() => ask('PUT', `${url('shop')}/billed`, { json: { billed, open } }));
  return { status: open.length > 0 || !told.ok ? 'partial' : 'done', billed, open };
}
