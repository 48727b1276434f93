import { completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

const parts = ['sales', 'stock', 'staff', 'costs', 'leads', 'calls', 'mails', 'visits'];

/** An agent that has no timeout on one of its calls. */
export const noTimeout: CorpusEntry = {
  id: 'no-timeout',
  faults: 1,
  bug: 'One of eight calls has no timeout, so a reply that never comes hangs the task.',
  check: 'completes',
  scenario: scenario('a report comes back, whole or not', {
    family: 'corpus',
    points: { desk: facts(Object.fromEntries(parts.map((name, n) => [`/${name}`, { n }]))) },
    ...underFaults((at) => report(at.url('desk'))),
    tasks: [{ input: 'How was the day?' }],
    checks: [completes({ always: true })],
  }),
};

async function report(desk: string): Promise<object> {
  const found: unknown[] = [];
  for (const name of parts) {
    found.push(await part(`${desk}/${name}`, name === 'staff' ? {} : timely()));
  }
  return { status: found.includes(null) ? 'degraded' : 'done', found };
}

function timely(): RequestInit {
  return { signal: AbortSignal.timeout(5_000) };
}

async function part(url: string, init: RequestInit): Promise<unknown> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      const reply = await fetch(url, init);
      if (reply.ok) return await reply.json();
    } catch {
      // Once more.
    }
  }
  return null;
}
