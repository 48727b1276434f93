import {
  check,
  completes,
  eventsOf,
  exactlyOnce,
  failed,
  honest,
  noOrphans,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** A correct agent that pays only after an approval it has read. */
export const correctApproval: CorpusEntry = {
  id: 'correct-approval',
  faults: 0,
  bug: 'It pays only after a yes that was read, and names the key of a payment it is not sure of.',
  check: '',
  scenario: scenario('nothing is paid that nobody approved, and nothing twice', {
    family: 'corpus',
    points: {
      approver: facts({ '/approval': { approved: true } }),
      deputy: facts({ '/approval': { approved: true } }),
      bank: bookings('PAY'),
    },
    ...underFaults((at, _, id) => pay(at.url, id)),
    tasks: [{ input: 'Pay the invoice.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), exactlyOnce(), honest(), noOrphans(), approved()],
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
  const approval =
    (await call(`${url('approver')}/approval`)) ?? (await call(`${url('deputy')}/approval`));
  if (approval?.['approved'] !== true) return { status: 'abstained', note: 'nobody said yes' };
  const headers = { 'idempotency-key': key };
  const order = { method: 'POST', headers, body: JSON.stringify({ cents: 900 }) };
  const paid =
    (await call(`${url('bank')}/book`, order)) ?? (await call(`${url('bank')}/book`, order));
  const receipt = await call(`${url('bank')}/bookings/${key}`);
  if (paid === null) return { status: 'pending', note: `look for ${key}` };
  return { status: receipt === null ? 'unverified' : 'done', payment: paid['id'] };
}

async function call(url: string, init: RequestInit = {}): Promise<Record<string, unknown> | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
