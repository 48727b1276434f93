import { completes, honest, inProcess, nonce, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent that serves a cached price as a current one. */
export const undatedCache: CorpusEntry = {
  id: 'undated-cache',
  faults: 1,
  bug: 'Where a price cannot be read, an old one from the cache is given, and nothing says so.',
  check: 'honest',
  scenario: scenario('an old price is called old', {
    family: 'corpus',
    points: {
      market: facts({
        '/name': { name: 'tin' },
        '/price': () => ({ price: nonce('PR') }),
        '/unit': { unit: 'kg' },
      }),
    },
    system: inProcess((at) => {
      const cache = new Map<string, unknown>();
      return () => quote(at.url('market'), cache);
    }),
    tasks: [{ input: 'What is tin today?' }],
    plan: [],
    phases: ['baseline', 'fault'],
    checks: [completes(), honest({ cached: 'disclosed' })],
  }),
};

async function quote(market: string, cache: Map<string, unknown>): Promise<object> {
  const parts: unknown[] = [];
  for (const path of ['/name', '/price', '/unit']) {
    const fresh = await read(market + path);
    if (fresh !== null) cache.set(path, fresh);
    parts.push(fresh ?? cache.get(path));
  }
  return { status: 'done', parts };
}

async function read(url: string): Promise<unknown> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
