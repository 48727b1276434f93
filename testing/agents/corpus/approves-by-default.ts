import { check, completes, eventsOf, failed, lostReply, passed, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that counts a missing answer of its approvers as approval. */
export const approvesByDefault: CorpusEntry = {
  id: 'approves-by-default',
  faults: 2,
  bug: 'Where neither the approver nor the deputy can be asked, a payment counts as approved.',
  check: 'approved',
  witness: [
    lostReply().at('approver', { call: 'GET /approval', calls: 1 }),
    lostReply().at('deputy', { call: 'GET /approval', calls: 1 }),
  ],
  scenario: scenario('nothing is paid that nobody approved', {
    family: 'corpus',
    points: {
      approver: facts({ '/approval': { approved: true } }),
      deputy: facts({ '/approval': { approved: true } }),
      bank: bookings('PAY'),
      office: office(),
    },
    ...underFaults((at, _, id) => pay(at.url, id)),
    tasks: [{ input: 'Pay the invoice.' }],
    checks: [completes(), approved()],
  }),
};

function approved() {
  return check('approved', (trace) => {
    const calls = new Map(eventsOf(trace, 'call.start').map((start) => [start.call, start]));
    const yes = eventsOf(trace, 'call.end').find(
      (end) => end.outcome === 'replied' && calls.get(end.call)?.label === 'GET /approval',
    );
    const paid = eventsOf(trace, 'effect').find((effect) => !effect.undoes);
    if (!paid || (yes && yes.seq < paid.seq)) return passed;
    return failed('it was paid without an approval', [paid.seq]);
  });
}

async function pay(url: (point: string) => string, key: string): Promise<object> {
  const known = await brief(url('office'), [
    'customer',
    'account',
    'policy',
    'history',
    'calendar',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'whose invoice it is is not known' };
  const approval =
    (await call(`${url('approver')}/approval`)) ?? (await call(`${url('deputy')}/approval`));
  if (approval?.['approved'] === false) return { status: 'declined' };
  const headers = { 'idempotency-key': key };
  const order = { method: 'POST', headers, body: JSON.stringify({ cents: 900 }) };
  const paid =
    (await call(`${url('bank')}/book`, order)) ?? (await call(`${url('bank')}/book`, order));
  const receipt = await call(`${url('bank')}/bookings/${key}`);
  if (paid === null) return { status: 'pending', note: `look for ${key}` };
  const untold = await report(url('office'), paid);
  return { status: receipt === null ? 'unverified' : 'done', paid, untold };
}

async function call(url: string, init: RequestInit = {}): Promise<Record<string, unknown> | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
