import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  lostReply,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';
import { once } from './world/once.ts';

/** An agent that grants credit although its refund may have landed. */
export const refundAndCredit: CorpusEntry = {
  id: 'refund-and-credit',
  faults: 2,
  bug: 'A refund that failed twice is made good by store credit, though the first may have landed.',
  check: 'paid-back-once',
  witness: [
    lostReply().at('bank', { call: 'POST /refunds', calls: 1 }),
    down('bank', 'POST /refunds', 2),
  ],
  scenario: scenario('a customer gets the money back once, in one way', {
    family: 'corpus',
    points: {
      shop: facts({
        '/orders/7': { order: 7, cents: 4_500, charge: 'CH7' },
        '/policy': { refundableDays: 30 },
        '/customer': { name: 'Ann', language: 'en' },
      }),
      model: oracle({ Classify: 'refund', Write: 'Your money is on its way.' }),
      bank: payer('refunds', 'RF'),
      wallet: payer('credits', 'CR'),
      mail: facts({ '/signature': { text: 'The shop' } }),
    },
    ...underFaults((at, input, id) => serve(at.url, String(input), id)),
    tasks: [{ input: 'My kettle came broken, order 7.' }],
    checks: [completes(), paidBackOnce()],
  }),
};

function payer(what: 'refunds' | 'credits', prefix: string) {
  return api(() => [once(`/${what}`, prefix)], {
    effects: { [`POST /${what}`]: { keyHeader: 'idempotency-key' } },
  });
}

function paidBackOnce() {
  return check('paid-back-once', (trace) => {
    const paid = new Map(eventsOf(trace, 'effect').map((effect) => [effect.id, effect.seq]));
    if (paid.size <= 1) return passed;
    return failed('it was paid back twice', [...paid.values()], 'paid-back-once: twice');
  });
}

async function serve(
  url: (point: string) => string,
  message: string,
  task: string,
): Promise<object> {
  const wish = await chat(url('model'), `Classify: ${message}`);
  if (wish !== 'refund') return { status: 'escalated', note: 'somebody should read this' };
  const order = await twice(() =>
    ask<{ cents: number; charge: string }>('GET', `${url('shop')}/orders/7`),
  );
  const policy = await twice(() => ask('GET', `${url('shop')}/policy`));
  if (!order.ok || !policy.ok) return { status: 'escalated', note: 'the order cannot be read' };
  const customer = await ask<{ name: string }>('GET', `${url('shop')}/customer`);
  const carried = { key: `${task}-back`, json: order.body };
  let how = 'refund';
  let paid = await twice(() => ask<{ id: string }>('POST', `${url('bank')}/refunds`, carried));
  if (!paid.ok) {
    how = 'credit';
    paid = await twice(() => ask<{ id: string }>('POST', `${url('wallet')}/credits`, carried));
  }
  if (!paid.ok) return { status: 'pending', note: `look for ${task}-back` };
  const text = await chat(url('model'), `Write to ${customer.ok ? customer.body.name : 'them'}.`);
  const signature = await ask('GET', `${url('mail')}/signature`);
  return { status: 'done', how, paid: paid.body.id, text: text ?? 'Done.', signed: signature.ok };
}
