import { completes, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';

/** An agent that registers the undo of a step only after the step has answered. */
export const compensatesWhatItKnows: CorpusEntry = {
  id: 'compensates-what-it-knows',
  faults: 1,
  bug: 'A step is put on the list of things to undo after it succeeded, so a lost reply is not on it.',
  check: 'no-orphans',
  scenario: scenario('a trip is booked whole, or not at all', {
    family: 'corpus',
    points: { flights: bookings('FL'), hotels: bookings('HO') },
    ...underFaults((at, _, id) => trip([at.url('flights'), at.url('hotels')], id)),
    tasks: [{ input: 'Book me a flight and a hotel.' }],
    checks: [completes(), noOrphans()],
  }),
};

async function trip(tools: readonly string[], task: string): Promise<object> {
  const undo: string[] = [];
  const booked: unknown[] = [];
  try {
    for (const [n, tool] of tools.entries()) {
      const key = `${task}-${n}`;
      const headers = { 'idempotency-key': key };
      booked.push(await call(`${tool}/book`, { method: 'POST', headers, body: '{}' }));
      undo.push(`${tool}/book/${key}`);
    }
    await call(`${tools[0]}/bookings/${task}-0`);
    return { status: 'done', booked };
  } catch {
    return undoAll(undo);
  }
}

async function undoAll(undo: readonly string[]): Promise<object> {
  const left: string[] = [];
  for (const url of undo.toReversed()) {
    const done = await call(url, { method: 'DELETE' }).catch(() => null);
    if (done === null) left.push(url.slice(url.lastIndexOf('/') + 1));
  }
  return left.length > 0 ? { status: 'needs-reconciliation', left } : { status: 'compensated' };
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
