import { completes, honest, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** An agent that says that it booked whatever the tool replied. */
export const swallowedError: CorpusEntry = {
  id: 'swallowed-error',
  faults: 1,
  bug: 'The error of a booking is logged and forgotten, and the answer says that all is done.',
  check: 'honest',
  scenario: scenario('a room is booked, or the answer says that it is not', {
    family: 'corpus',
    points: { rooms: bookings('RM'), rates: facts({ '/rate': { rate: 90 } }) },
    ...underFaults((at, _, id) => bookRoom(at.url('rates'), at.url('rooms'), id)),
    tasks: [{ input: 'Book a room.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), honest()],
  }),
};

async function bookRoom(rates: string, rooms: string, task: string): Promise<object> {
  const rate = await attempt(() => call(`${rates}/rate`));
  if (rate === null) return { status: 'abstained', note: 'no rate, so nothing was booked' };
  await attempt(() =>
    call(`${rooms}/book`, {
      method: 'POST',
      headers: { 'idempotency-key': task },
      body: JSON.stringify(rate),
    }),
  );
  const desk = await attempt(() => call(`${rates}/rate?for=desk`));
  const guest = await attempt(() => call(`${rates}/rate?for=guest`));
  const audit = await attempt(() => call(`${rates}/rate?for=audit`));
  return { status: 'done', rate, told: [desk, guest, audit] };
}

async function attempt<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch {
    return null;
  }
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
