import { completes, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';

/** An agent that gives up three parallel bookings when one fails, and leaves the other two. */
export const allOrNothing: CorpusEntry = {
  id: 'all-or-nothing',
  faults: 1,
  bug: 'Promise.all drops what the siblings of a failed booking made.',
  check: 'no-orphans',
  scenario: scenario('rooms booked side by side are all known of', {
    family: 'corpus',
    points: { rooms: bookings('RM') },
    ...underFaults((at, _, id) => bookRooms(at.url('rooms'), id)),
    tasks: [{ input: 'Three rooms, please.', expect: { effects: { 'POST /book': 3 } } }],
    checks: [completes(), noOrphans('rooms')],
  }),
};

async function bookRooms(rooms: string, task: string): Promise<object> {
  try {
    const floors = [1, 2, 3];
    const ids = await Promise.all(floors.map((floor) => book(rooms, floor, `${task}-${floor}`)));
    return { status: 'done', ids };
  } catch {
    return { status: 'abstained', note: 'the rooms could not be booked' };
  }
}

async function book(rooms: string, floor: number, key: string): Promise<string> {
  const reply = await fetch(`${rooms}/book`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ floor }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return ((await reply.json()) as { id: string }).id;
}
