import { completes, exactlyOnce, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** An agent that books again after two failed lookups. */
export const twoFailedLooks: CorpusEntry = {
  id: 'two-failed-looks',
  faults: 3,
  bug: 'A lost booking is looked for twice, and two failed looks count as proof that it is not there.',
  check: 'exactly-once',
  witness: [
    lostReply().at('desks', { call: 'POST /book', calls: 1 }),
    down('desks', 'GET /bookings/:ref', 1),
    down('desks', 'GET /bookings/:ref', 2),
  ],
  scenario: scenario('a desk is taken once', {
    family: 'corpus',
    points: { desks: bookings('DE', 'x-ref'), plan: facts({ '/floor': { n: 2 } }) },
    ...underFaults((at, _, id) => take(at.url('plan'), at.url('desks'), id)),
    tasks: [{ input: 'A desk by the window.' }],
    checks: [completes(), exactlyOnce('desks')],
  }),
};

async function take(plan: string, desks: string, ref: string): Promise<object> {
  if (!(await call(`${plan}/floor`))) return { status: 'abstained', note: 'no floor is known' };
  const order = { method: 'POST', headers: { 'x-ref': ref }, body: JSON.stringify({ ref }) };
  const booked = await call(`${desks}/book`, order);
  const look = () => call(`${desks}/bookings/${ref}`);
  const seen = (await look()) ?? (await look());
  if (booked ?? seen?.id) return { status: seen?.id ? 'done' : 'unverified', desk: booked ?? seen };
  const again = await call(`${desks}/book`, order);
  return again ? { status: 'done', desk: again } : { status: 'pending', note: `look for ${ref}` };
}

async function call(url: string, init: RequestInit = {}): Promise<{ id: string | null } | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as { id: string | null }) : null;
  } catch {
    return null;
  }
}
