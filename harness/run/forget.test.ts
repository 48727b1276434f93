import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { forget, lostReply } from '../../faults/index.ts';
import { exactlyOnce } from '../checks/exactly-once.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { api, type Handlers } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { explore } from '../search/explore/explore.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

/** Keeps idempotency keys in memory. */
const bank = () => {
  const made = new Map<string, string>();
  return [
    http.post('/payments', ({ request }) => {
      const key = request.headers.get('idempotency-key') ?? '';
      const id = made.get(key) ?? nonce('PA');
      made.set(key, id);
      return HttpResponse.json({ id });
    }),
  ];
};

/** Tries once more, under the same key. */
const paying = (handlers: Handlers) =>
  scenario('a payment is made once', {
    points: { bank: api(handlers, { effects: ['POST /payments'] }) },
    system: inProcess((at) => async () => {
      const headers = { 'idempotency-key': 'order-7' };
      const pay = () => fetch(`${at.url('bank')}/payments`, { method: 'POST', headers });
      const paid = await pay().catch(pay);
      return `Paid: ${((await paid.json()) as { id: string }).id}`;
    }),
    tasks: [{ input: 'Pay order 7.' }],
    plan: [lostReply().at('bank', { calls: 1 }), forget().at('bank', { calls: 2 })],
    phases: ['fault'],
    checks: [exactlyOnce('bank')],
  });

test.each(['sim', 'wire'] as const)(
  'a tool that was started again knows no keys: %s',
  async (mode) => {
    const { verdicts, trace } = await run(paying(bank), { mode, seed: 1 });
    expect(verdicts[0]?.verdict.result).toBe('fail');
    expect(eventsOf(trace, 'fault.hit').map(({ effect }) => effect)).toEqual(['lose', 'forget']);
  },
);

test('a tool whose handlers are a list has nothing to forget, and is not struck', async () => {
  const { verdicts, trace } = await run(paying(bank()), { mode: 'sim', seed: 1 });
  expect(verdicts[0]?.verdict.result).toBe('pass');
  expect(eventsOf(trace, 'fault.hit').map(({ effect }) => effect)).toEqual(['lose']);
});

test('a search finds it, with as few faults as it takes', async () => {
  const faults = [lostReply(), forget()];
  const { findings } = await explore(paying(bank), { faults, depth: 2 });
  const plans = findings.map(({ plan }) => plan.map(({ fault }) => fault.name));
  expect(plans).toEqual([['lost-reply', 'forget']]);
});
