import { api, completes, http, HttpResponse, nonce, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that uses the approval of an old quote for a new one. */
export const approvalOutlived: CorpusEntry = {
  id: 'approval-outlived',
  faults: 2,
  bug: 'Where a second quote cannot be approved, the approval of the first is used for it.',
  check: 'right',
  witness: [down('vendor', 'POST /orders'), down('approver', 'POST /approvals', 2)],
  scenario: scenario('nothing is bought for more than was approved', {
    family: 'corpus',
    points: {
      needs: facts({ '/request': { item: 'laptop' }, '/budget': { cents: 200_000 } }),
      model: oracle({ laptop: 'a laptop with 32 GB' }),
      vendor: vendor(),
      approver: approver(),
    },
    ...underFaults((at, _, id) => buy(at.url, id)),
    tasks: [
      {
        input: 'Get Kim a laptop.',
        expect: { answer: isCovered },
      },
    ],
    checks: [completes(), right],
  }),
};

interface Quote {
  readonly cents: number;
}

interface Approval {
  readonly cents: number;
}

interface Order extends Quote {
  readonly id: string;
  readonly approvedCents: number;
}

function isCovered({ order }: { readonly order?: Order }): boolean {
  return order !== undefined && order.cents <= order.approvedCents;
}

/** A quote is good for one attempt, and the next one is dearer. */
function vendor() {
  return api(
    () => {
      const made = new Map<string, Order>();
      let quotes = 0;
      return [
        http.post('/quotes', () => {
          quotes += 1;
          return HttpResponse.json({ cents: 150_000 + 5_000 * quotes });
        }),
        http.post('/orders', async ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const { quote, approval } = (await request.json()) as {
            quote: Quote;
            approval: Approval;
          };
          const approvedCents = approval.cents;
          const order = made.get(key) ?? { id: nonce('OR'), cents: quote.cents, approvedCents };
          made.set(key, order);
          return HttpResponse.json(order);
        }),
        http.get('/delivery', () => HttpResponse.json({ days: 2 })),
      ];
    },
    { effects: { 'POST /orders': { keyHeader: 'idempotency-key' } } },
  );
}

function approver() {
  return api([
    http.post('/approvals', async ({ request }) => {
      const { cents } = (await request.json()) as Quote;
      return HttpResponse.json({ cents });
    }),
  ]);
}

async function buy(url: (point: string) => string, key: string): Promise<object> {
  const request = await twice(() => ask('GET', `${url('needs')}/request`));
  const budget = await twice(() => ask<{ cents: number }>('GET', `${url('needs')}/budget`));
  if (!request.ok || !budget.ok) return { status: 'abstained', note: 'the request is not known' };
  const what = await chat(url('model'), `Specify: ${JSON.stringify(request.body)}`);
  if (what === null) return { status: 'escalated', note: 'somebody should specify it' };
  let approval: Approval | null = null;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const quote = await ask<Quote>('POST', `${url('vendor')}/quotes`, { json: { what } });
    if (!quote.ok || quote.body.cents > budget.body.cents) continue;
    const asked = await ask<Approval>('POST', `${url('approver')}/approvals`, { json: quote.body });
    if (asked.ok) approval = asked.body;
    if (approval === null) continue;
    const json = { quote: quote.body, approval };
    const order = await ask<Order>('POST', `${url('vendor')}/orders`, { key, json });
    if (!order.ok) continue;
    const delivery = await ask('GET', `${url('vendor')}/delivery`);
    return { status: 'done', order: order.body, delivery: delivery.body };
  }
  return { status: 'pending', note: `it may be ordered as ${key}` };
}
