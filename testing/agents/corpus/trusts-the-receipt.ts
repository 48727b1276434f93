import { completes, honest, refuse, scenario, silentNoOp, unreachable } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** An agent that trusts a receipt although its lookup found nothing. */
export const trustsTheReceipt: CorpusEntry = {
  id: 'trusts-the-receipt',
  faults: 1,
  bug: 'A booking is looked up afterwards, but only an error of the look counts, not that it is empty.',
  check: 'honest',
  kinds: [silentNoOp(), refuse({ status: 503 }), unreachable()],
  scenario: scenario('a table that is reserved is there', {
    family: 'corpus',
    points: { tables: bookings('TB'), guide: facts({ '/places': { place: 'Roma' } }) },
    ...underFaults((at, _, id) => reserve(at.url('guide'), at.url('tables'), id)),
    tasks: [{ input: 'A table for two.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), honest({ claims: () => [] })],
  }),
};

async function reserve(guide: string, tables: string, key: string): Promise<object> {
  try {
    const place = await call(`${guide}/places`);
    await call(`${tables}/book`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: JSON.stringify(place),
    });
    const there = await call(`${tables}/bookings/${key}`);
    return { status: 'done', there };
  } catch {
    return { status: 'pending', note: `a table may be reserved under ${key}` };
  }
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
      if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
      return await reply.json();
    } catch (error) {
      if (attempt === 2) throw error;
    }
  }
}
