import { completes, exactlyOnce, honest, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';

/**
 * A correct agent that books in parallel, waits for every booking, and cancels all if one failed.
 */
export const correctParty: CorpusEntry = {
  id: 'correct-party',
  faults: 0,
  bug: 'It waits for all siblings, cancels each under its key, and names what it could not cancel.',
  check: '',
  scenario: scenario('rooms booked side by side are booked together or not at all', {
    family: 'corpus',
    points: { rooms: bookings('RM') },
    ...underFaults((at, _, id) => bookRooms(at.url('rooms'), id)),
    tasks: [{ input: 'Three rooms, please.', expect: { effects: { 'POST /book': 3 } } }],
    checks: [completes(), exactlyOnce(), honest(), noOrphans()],
  }),
};

async function bookRooms(rooms: string, task: string): Promise<object> {
  const keys = [`${task}-1`, `${task}-2`, `${task}-3`];
  const ids = await Promise.all(
    keys.map((key) => {
      const headers = { 'idempotency-key': key };
      return call(`${rooms}/book`, { method: 'POST', headers, body: JSON.stringify({ key }) });
    }),
  );
  if (!ids.includes(null)) return { status: 'done', booked: ids };
  const undone = await Promise.all(
    keys.map((key) => call(`${rooms}/book/${key}`, { method: 'DELETE' })),
  );
  const left = keys.filter((_, n) => undone[n] === null);
  return left.length > 0 ? { status: 'needs-reconciliation', left } : { status: 'compensated' };
}

async function call(url: string, init: RequestInit): Promise<unknown> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(2_000) });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
