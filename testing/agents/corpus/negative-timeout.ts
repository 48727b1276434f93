import { completes, scenario, slow } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent that gives its last step the rest of the time, which may be negative. */
export const negativeTimeout: CorpusEntry = {
  id: 'negative-timeout',
  faults: 3,
  bug: 'The last step may take what is left of 8 s, and after three slow ones that is less than 0.',
  check: 'completes',
  witness: ['/one', '/two', '/three'].map((path) =>
    slow({ ms: 3_000, where: 'request' }).at('desk', { call: `GET ${path}` }),
  ),
  scenario: scenario('four steps share a deadline', {
    family: 'corpus',
    points: {
      desk: facts({ '/one': { n: 1 }, '/two': { n: 2 }, '/three': { n: 3 }, '/four': { n: 4 } }),
    },
    ...underFaults((at) => steps(at.url('desk'))),
    tasks: [{ input: 'Take four steps.' }],
    checks: [completes({ always: true })],
  }),
};

async function steps(desk: string): Promise<object> {
  const untilMs = Date.now() + 8_000;
  const taken: unknown[] = [];
  for (const path of ['/one', '/two', '/three', '/four']) {
    const mostMs = path === '/four' ? untilMs - Date.now() : 3_500;
    taken.push(await step(desk + path, AbortSignal.timeout(mostMs)));
  }
  return { status: taken.includes(null) ? 'degraded' : 'done', taken };
}

async function step(url: string, signal: AbortSignal): Promise<unknown> {
  try {
    const reply = await fetch(url, { signal });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
