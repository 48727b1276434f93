import {
  api,
  completes,
  exactlyOnce,
  honest,
  http,
  HttpResponse,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';

/** A correct agent that sends failed events again, and names those still missing. */
export const correctOutbox: CorpusEntry = {
  id: 'correct-outbox',
  faults: 0,
  bug: 'The outbox has room for all, and events carry an id, so that sending again adds nothing.',
  check: '',
  scenario: scenario('every event is logged once, or named as missing', {
    family: 'corpus',
    points: { log: log() },
    ...underFaults((at) => report(at.url('log'))),
    tasks: [{ input: 'Log three events.', expect: { effects: { 'POST /events': 3 } } }],
    checks: [completes(), exactlyOnce(), honest()],
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
  let missing: readonly string[] = ['opened', 'paid', 'closed'];
  for (let round = 1; round <= 2 && missing.length > 0; round += 1) {
    const failed: string[] = [];
    for (const event of missing) if (!(await send(url, event))) failed.push(event);
    missing = failed;
  }
  return { status: missing.length > 0 ? 'degraded' : 'done', missing };
}

async function send(url: string, event: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/events`, {
      method: 'POST',
      body: JSON.stringify({ event }),
      signal: AbortSignal.timeout(2_000),
    });
    await reply.json();
    return reply.ok;
  } catch {
    return false;
  }
}
