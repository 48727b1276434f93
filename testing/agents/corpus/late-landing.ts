import { completes, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** An agent that looks up a booking before it lands. */
export const lateLanding: CorpusEntry = {
  id: 'late-landing',
  faults: 1,
  bug: 'After a timeout a look finds no booking, so none is reported; then the slow request lands.',
  check: 'no-orphans',
  scenario: scenario('no booking is left that nobody knows of', {
    family: 'corpus',
    points: {
      cars: bookings('CAR'),
      fleet: facts({ '/cars': { car: 'mini' }, '/desk': { open: 8 } }),
    },
    ...underFaults((at, _, id) => hire(at.url('fleet'), at.url('cars'), id)),
    tasks: [{ input: 'Hire me a car.' }],
    checks: [completes(), noOrphans('cars')],
  }),
};

async function hire(fleet: string, cars: string, key: string): Promise<object> {
  try {
    await call(`${fleet}/desk`);
    const car = await call(`${fleet}/cars`);
    const { id } = await call(`${cars}/book`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: JSON.stringify(car),
    });
    return { status: 'done', booking: id };
  } catch {
    return whatIsThere(cars, key);
  }
}

async function whatIsThere(cars: string, key: string): Promise<object> {
  try {
    const { id } = await call(`${cars}/bookings/${key}`);
    if (id === null) return { status: 'abstained', note: 'no car was booked' };
    return { status: 'done', booking: id };
  } catch {
    return { status: 'pending', note: `look for ${key}` };
  }
}

async function call(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(2_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return (await reply.json()) as Record<string, unknown>;
}
