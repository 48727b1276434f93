import { completes, lostReply, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { brief, report } from './world/errands.ts';
import { office } from './world/office.ts';

/** An agent that says `compensated` although the compensation failed. */
export const swallowedCompensation: CorpusEntry = {
  id: 'swallowed-compensation',
  faults: 2,
  bug: 'A cancellation that fails while a failed trip is undone is ignored.',
  check: 'no-orphans',
  witness: [
    lostReply().at('flights', { call: 'POST /book', calls: 1 }),
    down('flights', 'DELETE /book/:ref'),
  ],
  scenario: scenario('a trip that fails leaves nothing behind', {
    family: 'corpus',
    points: {
      flights: bookings('FL'),
      hotels: bookings('HO'),
      cars: bookings('CA'),
      office: office(),
    },
    ...underFaults((at, _, id) =>
      trip(['flights', 'hotels', 'cars'].map(at.url), at.url('office'), id),
    ),
    tasks: [{ input: 'Book me a flight, a hotel and a car.' }],
    checks: [completes(), noOrphans()],
  }),
};

async function trip(tools: readonly string[], desk: string, task: string): Promise<object> {
  const known = await brief(desk, [
    'customer',
    'calendar',
    'policy',
    'account',
    'history',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'who travels and when is not known' };
  const undo: string[] = [];
  try {
    const booked: unknown[] = [];
    for (const [n, tool] of tools.entries()) {
      const key = `${task}-${n}`;
      undo.unshift(`${tool}/book/${key}`);
      const headers = { 'idempotency-key': key };
      booked.push(await call(`${tool}/book`, { method: 'POST', headers, body: '{}' }));
    }
    return { status: 'done', booked, untold: await report(desk, booked) };
  } catch {
    for (const url of undo) await call(url, { method: 'DELETE' }).catch(() => null);
    const note = 'the trip could not be booked';
    return { status: 'compensated', note, untold: await report(desk, note) };
  }
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
