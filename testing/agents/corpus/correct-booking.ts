import { completes, exactlyOnce, honest, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/**
 * A correct agent that books under one key, looks after a failure, and says what it does not know.
 */
export const correctBooking: CorpusEntry = {
  id: 'correct-booking',
  faults: 0,
  bug: 'One key for all attempts, a look where they fail, and an answer that names the key.',
  check: '',
  scenario: scenario('a seat is booked once, and is known of', {
    family: 'corpus',
    points: { flights: bookings('BK'), search: facts({ '/offers': { flight: 'BA1' } }) },
    ...underFaults((at, _, id) => bookSeat(at.url('search'), at.url('flights'), id)),
    tasks: [{ input: 'Book me a seat.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), exactlyOnce(), honest(), noOrphans()],
  }),
};

async function bookSeat(search: string, flights: string, key: string): Promise<object> {
  const offer = await call(2, `${search}/offers`);
  if (offer === null) return { status: 'abstained', note: 'there are no offers' };
  const booked = await call(2, `${flights}/book`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify(offer),
  });
  const there = await call(2, `${flights}/bookings/${key}`);
  const id = there?.['id'] ?? booked?.['id'];
  // That nothing is there now does not mean that nothing is on its way.
  if (typeof id !== 'string') return { status: 'pending', note: `look for ${key}` };
  return { status: 'done', booking: id };
}

async function call(
  times: number,
  url: string,
  init: RequestInit = {},
): Promise<Record<string, unknown> | null> {
  for (let attempt = 1; attempt <= times; attempt += 1) {
    try {
      const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(2_000) });
      if (reply.ok) return (await reply.json()) as Record<string, unknown>;
    } catch {
      // Once more.
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return null;
}
