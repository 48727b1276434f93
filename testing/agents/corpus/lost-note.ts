import { api, completes, http, HttpResponse, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';

/** An agent that reports a failed compensation in a note, and does not check its delivery. */
export const lostNote: CorpusEntry = {
  id: 'lost-note',
  faults: 3,
  bug: 'A compensation that fails is noted for a person, and when that fails, too, nobody is told.',
  check: 'no-orphans',
  witness: [
    down('hotels', 'POST /book'),
    down('flights', 'DELETE /book/:ref'),
    down('office', 'POST /notes'),
  ],
  scenario: scenario('what cannot be undone is known to somebody', {
    family: 'corpus',
    points: {
      flights: bookings('FL'),
      hotels: bookings('HO'),
      cars: bookings('CA'),
      office: api([http.post('/notes', () => HttpResponse.json({ noted: true }))]),
    },
    ...underFaults((at, _, id) => trip(at.url, id)),
    tasks: [{ input: 'Book me a flight, a hotel and a car.' }],
    checks: [completes(), noOrphans()],
  }),
};

async function trip(url: (point: string) => string, task: string): Promise<object> {
  const tried: string[] = [];
  for (const tool of ['flights', 'hotels', 'cars']) {
    const key = `${task}-${tool}`;
    tried.push(tool);
    const headers = { 'idempotency-key': key };
    if (await call(`${url(tool)}/book`, { method: 'POST', headers, body: '{}' })) continue;
    return undo(url, task, tried);
  }
  return { status: 'done', keys: tried.map((tool) => `${task}-${tool}`) };
}

async function undo(
  url: (point: string) => string,
  task: string,
  tools: readonly string[],
): Promise<object> {
  const left: string[] = [];
  for (const tool of tools.toReversed()) {
    const key = `${task}-${tool}`;
    if (!(await call(`${url(tool)}/book/${key}`, { method: 'DELETE' }))) left.push(key);
  }
  if (left.length === 0) return { status: 'compensated' };
  const noted = await call(`${url('office')}/notes`, { method: 'POST', body: left.join() });
  return noted ? { status: 'needs-reconciliation', left } : { status: 'compensated' };
}

async function call(url: string, init: RequestInit): Promise<boolean> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    await reply.json();
    return reply.ok;
  } catch {
    return false;
  }
}
