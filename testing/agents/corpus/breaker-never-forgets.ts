import { completes, inProcess, lostReply, recovers, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent whose breaker never resets its count of failures. */
export const breakerNeverForgets: CorpusEntry = {
  id: 'breaker-never-forgets',
  faults: 2,
  bug: 'The breaker counts failures and no successes, so the second ever opens it for good.',
  check: 'recovers',
  witness: [
    lostReply().at('wiki', { call: 'GET /title', calls: 1 }),
    lostReply().at('wiki', { call: 'GET /body', calls: 1 }),
  ],
  scenario: scenario('after the fault phase it answers as before', {
    family: 'corpus',
    points: {
      wiki: facts({
        '/title': { t: 'Tin' },
        '/body': { t: 'A metal.' },
        '/uses': { t: 'Cans.' },
        '/refs': { n: 2 },
      }),
      office: office(),
    },
    system: inProcess((at) => {
      const state = { failures: 0 };
      return () => page(at.url('wiki'), at.url('office'), state);
    }),
    tasks: [{ input: 'What is tin?' }],
    plan: [],
    rest: '60 s',
    checks: [completes(), recovers()],
  }),
};

interface State {
  failures: number;
}

async function page(wiki: string, desk: string, state: State): Promise<object> {
  const known = await brief(desk, ['customer', 'history', 'account']);
  if (known === null) return { status: 'abstained', note: 'who asks is not known' };
  const parts: unknown[] = [];
  for (const path of ['/title', '/body', '/uses', '/refs']) {
    parts.push(await guarded(state, wiki + path).catch(() => null));
  }
  const untold = await report(desk, parts);
  return { status: parts.includes(null) ? 'degraded' : 'done', parts, untold };
}

async function guarded(state: State, url: string): Promise<unknown> {
  if (state.failures >= 2) throw new Error('the breaker is open');
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    return await reply.json();
  } catch (error) {
    state.failures += 1;
    throw error;
  }
}
