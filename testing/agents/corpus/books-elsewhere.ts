import { completes, exactlyOnce, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that books at a second airline without checking its cancellation at the first. */
export const booksElsewhere: CorpusEntry = {
  id: 'books-elsewhere',
  faults: 2,
  bug: 'Before it turns to the second airline it cancels at the first, but not that this worked.',
  check: 'exactly-once',
  witness: [
    lostReply().at('first', { call: 'POST /book', calls: 1 }),
    down('first', 'DELETE /book/:ref'),
  ],
  scenario: scenario('one of two airlines is booked, not both', {
    family: 'corpus',
    points: {
      first: bookings('AA'),
      second: bookings('BB'),
      trips: facts({ '/trip': { to: 'Rome' }, '/visa': { free: true } }),
      office: office(),
    },
    ...underFaults((at, _, id) => fly(at.url, id)),
    tasks: [{ input: 'Fly me to Rome.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), exactlyOnce()],
  }),
};

async function fly(url: (point: string) => string, key: string): Promise<object> {
  const known = await brief(url('office'), [
    'customer',
    'calendar',
    'policy',
    'account',
    'history',
  ]);
  if (known === null) return { status: 'abstained', note: 'who flies and when is not known' };
  const trip = await call(`${url('trips')}/trip`);
  const visa = await call(`${url('trips')}/visa`);
  if (trip === null || visa === null) return { status: 'abstained', note: 'where to is not known' };
  const order = {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify(trip),
  };
  for (const airline of [url('first'), url('second')]) {
    const booked = await call(`${airline}/book`, order);
    if (booked !== null) {
      const seen = await call(`${airline}/bookings/${key}`);
      const untold = await report(url('office'), booked);
      return { status: seen === null ? 'unverified' : 'done', booked, untold };
    }
    await call(`${airline}/book/${key}`, { method: 'DELETE' });
  }
  return { status: 'pending', note: `look for ${key}` };
}

async function call(url: string, init: RequestInit = {}): Promise<object | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as object) : null;
  } catch {
    return null;
  }
}
