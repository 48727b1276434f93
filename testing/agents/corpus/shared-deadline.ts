import { completes, hang, scenario, slow } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent whose steps share one deadline, which the first of them use up. */
export const sharedDeadline: CorpusEntry = {
  id: 'shared-deadline',
  faults: 2,
  bug: 'Two slow steps use up the deadline of the task, which then ends in an error, not an answer.',
  check: 'completes',
  witness: [
    hang({ acts: false }).at('news', { call: 'GET /world', calls: 1 }),
    slow({ ms: 3_000, where: 'request' }).at('news', { call: 'GET /sport', calls: 1 }),
  ],
  scenario: scenario('a digest comes back in time, whole or not', {
    family: 'corpus',
    points: {
      news: facts({
        '/world': { n: 1 },
        '/sport': { n: 2 },
        '/art': { n: 3 },
        '/law': { n: 4 },
        '/tech': { n: 5 },
      }),
      office: office(),
    },
    ...underFaults((at) => digest(at.url('news'), at.url('office'))),
    tasks: [{ input: 'What is new?' }],
    checks: [completes({ within: '30 s' })],
  }),
};

async function digest(news: string, desk: string): Promise<object> {
  const known = await brief(desk, ['customer', 'account', 'policy', 'history']);
  if (known === null) return { status: 'abstained', note: 'whom it is for is not known' };
  const deadline = AbortSignal.timeout(5_500);
  const parts: unknown[] = [];
  for (const path of ['/world', '/sport', '/art', '/law', '/tech']) {
    deadline.throwIfAborted();
    parts.push(await part(news + path, deadline));
  }
  const untold = await report(desk, parts);
  return { status: parts.includes(null) ? 'degraded' : 'done', parts, untold };
}

async function part(url: string, deadline: AbortSignal): Promise<unknown> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(3_500)]);
    try {
      const reply = await fetch(url, { signal });
      if (reply.ok) return await reply.json();
    } catch {
      // Once more, while there is time.
    }
  }
  return null;
}
