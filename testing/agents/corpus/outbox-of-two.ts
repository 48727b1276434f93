import { api, completes, honest, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';

/** An agent whose outbox holds two events; a third drops the oldest. */
export const outboxOfTwo: CorpusEntry = {
  id: 'outbox-of-two',
  faults: 3,
  bug: 'Events that could not be sent wait in an outbox of two places, and a third drops the oldest.',
  check: 'honest',
  witness: [1, 2, 3].map((nth) => down('log', 'POST /events', nth)),
  scenario: scenario('every event is logged, or named as missing', {
    family: 'corpus',
    points: { log: log() },
    ...underFaults((at) => report(at.url('log'))),
    tasks: [{ input: 'Log three events.', expect: { effects: { 'POST /events': 3 } } }],
    checks: [completes(), honest()],
  }),
};

function log() {
  const accept = http.post('/events', async ({ request }) => {
    const { event } = (await request.json()) as { event: string };
    return HttpResponse.json({ id: event });
  });
  return api([accept], { effects: ['POST /events'] });
}

async function report(url: string): Promise<object> {
  const outbox: string[] = [];
  for (const event of ['opened', 'paid', 'closed']) {
    if (await send(url, event)) continue;
    outbox.push(event);
    if (outbox.length > 2) outbox.shift();
  }
  const missing: string[] = [];
  for (const event of outbox) if (!(await send(url, event))) missing.push(event);
  return { status: missing.length > 0 ? 'degraded' : 'done', missing };
}

async function send(url: string, event: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/events`, {
      method: 'POST',
      body: JSON.stringify({ event }),
      signal: AbortSignal.timeout(5_000),
    });
    await reply.json();
    return reply.ok;
  } catch {
    return false;
  }
}
