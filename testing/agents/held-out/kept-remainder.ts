import {
  api,
  check,
  completes,
  eventsOf,
  http,
  HttpResponse,
  lostReply,
  notApplicable,
  scenario,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { askTwice } from './world/ask.ts';
import { keyed } from './world/keyed.ts';

const lines = [
  { line: 'lamp', sum: 40 },
  { line: 'desk', sum: 160 },
  { line: 'chair', sum: 75 },
];
const total = 275;

/** Refunds an order line by line, and what cannot be refunded so as a sum. */
export const keptRemainder: AgentPair = {
  id: 'kept-remainder',
  faults: 2,
  bug: 'What is left to refund is reckoned from the refunds that were confirmed, not from those made.',
  check: 'not-overpaid',
  witness: [
    lostReply().at('shop', { call: 'POST /refunds', calls: 2 }),
    lostReply().at('shop', { call: 'POST /refunds', calls: 3 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a customer is not given back more than they paid', {
    family: 'held-out',
    points: { shop: shop() },
    ...underFaults((at, _, id) => refund(at.url('shop'), id, isSound)),
    tasks: [{ input: 'Refund order 17.' }],
    checks: [completes(), notOverpaid()],
  });
}

interface Refund {
  readonly line: string;
  readonly sum: number;
}

function shop() {
  return api(
    () => {
      const refunds = keyed('RF');
      let refunded = 0;
      let isClosed = false;
      return [
        http.get('/orders/:id', () => HttpResponse.json({ lines })),
        // Once an order is closed, no line of it is refunded any more.
        http.put('/orders/:id/closing', () => {
          isClosed = true;
          return HttpResponse.json({ refunded });
        }),
        http.post('/refunds', async ({ request }) => {
          const { line, sum } = (await request.clone().json()) as Refund;
          if (isClosed && line !== 'rest') return HttpResponse.json({}, { status: 409 });
          const { id, isNew } = refunds(request);
          if (isNew) refunded += sum;
          return HttpResponse.json({ id });
        }),
      ];
    },
    { effects: { 'POST /refunds': { keyHeader: 'idempotency-key' } } },
  );
}

/** The refunds that were made come to no more than the order did. */
function notOverpaid() {
  return check('not-overpaid', (trace) => {
    const starts = eventsOf(trace, 'call.start');
    const made = new Map(
      eventsOf(trace, 'effect').map(({ id, call }) => {
        const input = starts.find((start) => start.call === call)?.input as Refund | undefined;
        return [id, input?.sum ?? 0];
      }),
    );
    if (made.size === 0) return notApplicable('nothing was refunded');
    return [...made.values()].reduce((sum, one) => sum + one, 0) <= total;
  });
}

async function refund(url: string, task: string, isSound: boolean): Promise<object> {
  const order = await askTwice<{ lines: readonly Refund[] }>('GET', `${url}/orders/17`);
  if (!order.ok) return { status: 'abstained', note: 'the order is not known' };
  const send = (json: Refund) =>
    askTwice<{ id: string }>('POST', `${url}/refunds`, {
      json,
      headers: { 'idempotency-key': `17-${json.line}` },
    });
  const refunds: string[] = [];
  let confirmed = 0;
  for (const line of order.body.lines) {
    const made = await send(line);
    if (!made.ok) continue;
    refunds.push(made.body.id);
    confirmed += line.sum;
  }
  if (confirmed === total) return { status: 'done', refunds };
  const look = order.body.lines.map(({ line }) => `17-${line}`);
  const asked = await refundedOf(`${url}/orders/17/closing`, confirmed, isSound);
  if (asked === null) return { status: 'pending', refunds, look };
  if (asked === total) return { status: 'partial', refunds, look };
  const rest = await send({ line: 'rest', sum: total - asked });
  if (!rest.ok) return { status: 'pending', refunds, look: [...look, '17-rest'] };
  return { status: 'partial', refunds: [...refunds, rest.body.id], look, task };
}

/** How much of an order was given back by its lines; null where nobody knows. */
async function refundedOf(url: string, known: number, isSound: boolean): Promise<number | null> {
  if (!isSound) return known;
  const told = await askTwice<{ refunded: number }>('PUT', url);
  return told.ok ? told.body.refunded : null;
}
