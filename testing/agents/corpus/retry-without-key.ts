import { completes, exactlyOnce, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** An agent that books again after a lost reply, without an idempotency key. */
export const retryWithoutKey: CorpusEntry = {
  id: 'retry-without-key',
  faults: 1,
  bug: 'A booking is tried again without an idempotency key, though the first may have landed.',
  check: 'exactly-once',
  scenario: scenario('a seat is booked once', {
    family: 'corpus',
    points: { flights: bookings('BK'), search: facts({ '/offers': { flight: 'BA1' } }) },
    ...underFaults((at) => bookSeat(at.url('search'), at.url('flights'))),
    tasks: [{ input: 'Book me a seat to Rome.' }],
    checks: [completes(), exactlyOnce('flights')],
  }),
};

async function bookSeat(search: string, flights: string): Promise<object> {
  try {
    const offer = await call(`${search}/offers`);
    const booked = await call(`${flights}/book`, {
      method: 'POST',
      body: JSON.stringify({ ref: 'seat', flight: offer['flight'] }),
    });
    const there = await call(`${flights}/bookings/seat`);
    return { status: there['id'] === booked['id'] ? 'done' : 'pending', booking: booked['id'] };
  } catch {
    return { status: 'pending', note: 'a seat may be booked under the reference seat' };
  }
}

async function call(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
      if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
      return (await reply.json()) as Record<string, unknown>;
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
