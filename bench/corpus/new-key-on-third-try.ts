import { completes, exactlyOnce, inProcess, scenario } from '../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';

/** Loses its idempotency key on the way to the third attempt. */
export const newKeyOnThirdTry: CorpusEntry = {
  id: 'new-key-on-third-try',
  faults: 2,
  bug: 'The third attempt at a booking carries a key of its own, as if it were a new one.',
  check: 'exactly-once',
  scenario: scenario('a berth is booked once', {
    family: 'corpus',
    points: { ferry: bookings('FE'), times: facts({ '/sailings': { at: '9:00' } }) },
    system: inProcess(
      (at) =>
        (_, { id }) =>
          sail(at.url('times'), at.url('ferry'), id),
    ),
    tasks: [{ input: 'A berth on the ferry.' }],
    plan: [],
    phases: ['storm'],
    checks: [completes(), exactlyOnce('ferry')],
  }),
};

async function sail(times: string, ferry: string, task: string): Promise<object> {
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
  return { status: seen === null ? 'unverified' : 'done', booked };
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
