import {
  api,
  completes,
  exactlyOnce,
  honest,
  http,
  HttpResponse,
  lostReply,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, pause, type Answer } from './world/ask.ts';
import { keyed } from './world/keyed.ts';

/** Pays an invoice. */
export const bareRetry: AgentPair = {
  id: 'bare-retry',
  faults: 1,
  bug: 'The second attempt of a request is made with its body, and without its headers.',
  check: 'exactly-once',
  witness: [lostReply().at('bank', { call: 'POST /payments', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('an invoice is paid once', {
    family: 'held-out',
    points: {
      desk: api([
        http.get('/invoices/:id', () => HttpResponse.json({ payee: 'Orion Ltd', sum: 480 })),
      ]),
      bank: api(
        () => {
          const payments = keyed('PAY');
          return [
            http.post('/payments', ({ request }) =>
              HttpResponse.json({ id: payments(request).id }),
            ),
          ];
        },
        { effects: { 'POST /payments': { keyHeader: 'idempotency-key' } } },
      ),
    },
    ...underFaults((at, _, id) => settle(at, id, isSound)),
    tasks: [{ input: 'Pay invoice 31.', expect: { effects: { 'POST /payments': 1 } } }],
    checks: [completes(), exactlyOnce('bank'), honest()],
  });
}

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly json?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function settle(at: At, task: string, isSound: boolean): Promise<object> {
  const invoice = await send<{ payee: string; sum: number }>(
    { method: 'GET', url: `${at.url('desk')}/invoices/31` },
    isSound,
  );
  if (!invoice.ok) return { status: 'abstained', note: 'the invoice could not be read' };
  const key = `${task}-31`;
  const url = `${at.url('bank')}/payments`;
  const payment = { method: 'POST', url, json: invoice.body, headers: { 'idempotency-key': key } };
  const paid = await send<{ id: string }>(payment, isSound);
  if (!paid.ok) return { status: 'pending', note: `look for payment ${key}` };
  return { status: 'done', payment: paid.body.id };
}

async function send<T>(sent: Sent, isSound: boolean): Promise<Answer<T>> {
  const { method, url, json, headers } = sent;
  const first = await ask<T>(method, url, { json, ...(headers && { headers }) });
  if (first.ok || first.waitMs > 8_000) return first;
  await pause(Math.max(first.waitMs, 500));
  return ask<T>(method, url, { json, ...(headers && isSound && { headers }) });
}
