import { completes, exactlyOnce, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that uses a new idempotency key for its third attempt. */
export const newKeyOnThirdTry: CorpusEntry = {
  id: 'new-key-on-third-try',
  faults: 2,
  bug: 'The third attempt at a booking carries a key of its own, as if it were a new one.',
  check: 'exactly-once',
  witness: [
    lostReply().at('ferry', { call: 'POST /book', calls: 1 }),
    lostReply().at('ferry', { call: 'POST /book', calls: 2 }),
  ],
  scenario: scenario('a berth is booked once', {
    family: 'corpus',
    points: {
      ferry: bookings('FE'),
      times: facts({ '/sailings': { at: '9:00' } }),
      office: office(),
    },
    ...underFaults((at, _, id) => sail(at.url, id)),
    tasks: [{ input: 'A berth on the ferry.' }],
    checks: [completes(), exactlyOnce('ferry')],
  }),
};

async function sail(url: (point: string) => string, task: string): Promise<object> {
  const [times, ferry] = [url('times'), url('ferry')];
  const known = await brief(url('office'), [
    'customer',
    'calendar',
    'account',
    'policy',
    'history',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'who sails and when is not known' };
  const sailing = await tried(2, () => call(`${times}/sailings`));
  if (sailing === null) return { status: 'abstained', note: 'no sailings are known' };
  let key = task;
  const booked = await tried(3, (attempt) => {
    if (attempt === 3) key = `${task}-again`;
    const headers = { 'idempotency-key': key };
    return call(`${ferry}/book`, { method: 'POST', headers, body: JSON.stringify(sailing) });
  });
  if (booked === null) return { status: 'pending', note: `look for ${task} and ${key}` };
  const seen = await tried(1, () => call(`${ferry}/bookings/${key}`));
  const untold = await report(url('office'), booked);
  return { status: seen === null ? 'unverified' : 'done', booked, untold };
}

async function tried<T>(times: number, act: (attempt: number) => Promise<T>): Promise<T | null> {
  for (let attempt = 1; attempt <= times; attempt += 1) {
    try {
      return await act(attempt);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
  return null;
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
