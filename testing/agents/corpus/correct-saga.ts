import { completes, exactlyOnce, honest, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';

/** A correct agent that undoes each step under its key, and names what it could not undo. */
export const correctSaga: CorpusEntry = {
  id: 'correct-saga',
  faults: 0,
  bug: 'The undo of a step is registered before the step, and one that fails is named.',
  check: '',
  scenario: scenario('a trip is booked whole, undone, or named for somebody to look at', {
    family: 'corpus',
    points: { flights: bookings('FL'), hotels: bookings('HO'), cars: bookings('CA') },
    ...underFaults((at, _, id) => trip(['flights', 'hotels', 'cars'].map(at.url), id)),
    tasks: [
      { input: 'Book me a flight, a hotel and a car.', expect: { effects: { 'POST /book': 3 } } },
    ],
    checks: [completes(), exactlyOnce(), honest(), noOrphans()],
  }),
};

async function trip(tools: readonly string[], task: string): Promise<object> {
  const undo: { readonly url: string; readonly key: string }[] = [];
  const booked: string[] = [];
  for (const [n, tool] of tools.entries()) {
    const key = `${task}-${n}`;
    undo.unshift({ url: `${tool}/book/${key}`, key });
    const headers = { 'idempotency-key': key };
    const made = await call(`${tool}/book`, { method: 'POST', headers, body: '{}' });
    if (typeof made?.['id'] !== 'string') return undoAll(undo);
    booked.push(made['id']);
  }
  return { status: 'done', booked };
}

async function undoAll(
  undo: readonly { readonly url: string; readonly key: string }[],
): Promise<object> {
  const left: string[] = [];
  for (const { url, key } of undo) {
    if ((await call(url, { method: 'DELETE' })) === null) left.push(key);
  }
  if (left.length === 0) return { status: 'compensated', note: 'nothing is booked' };
  return { status: 'needs-reconciliation', left };
}

async function call(url: string, init: RequestInit): Promise<Record<string, unknown> | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(2_000) });
    return reply.ok ? ((await reply.json()) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
