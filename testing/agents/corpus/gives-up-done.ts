import { completes, honest, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** An agent that answers with success after its retries have all failed. */
export const givesUpDone: CorpusEntry = {
  id: 'gives-up-done',
  faults: 3,
  bug: 'After three failed attempts the loop ends, and what comes next is the answer for success.',
  check: 'honest',
  witness: [1, 2, 3].map((nth) => down('mail', 'POST /book', nth)),
  scenario: scenario('a message is sent, or the answer says that it is not', {
    family: 'corpus',
    points: { mail: bookings('MSG'), people: facts({ '/address': { to: 'ann' } }) },
    ...underFaults((at, _, id) => write(at.url('people'), at.url('mail'), id)),
    tasks: [{ input: 'Write to Ann.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), honest()],
  }),
};

async function write(people: string, mail: string, key: string): Promise<object> {
  const address = await read(`${people}/address`);
  if (address === null) return { status: 'abstained', note: 'no address is known' };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      const reply = await fetch(`${mail}/book`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: JSON.stringify(address),
        signal: AbortSignal.timeout(5_000),
      });
      if (reply.ok) break;
    } catch {
      // Once more.
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const copy = await read(`${people}/address?for=copy`);
  return { status: 'done', to: address, copied: copy !== null };
}

async function read(url: string): Promise<unknown> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
