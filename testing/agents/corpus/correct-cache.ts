import { completes, honest, inProcess, nonce, recovers, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** A correct agent that caches only values it has read, and calls old ones old. */
export const correctCache: CorpusEntry = {
  id: 'correct-cache',
  faults: 0,
  bug: 'Only replies that were read are kept, and an answer with one of them in it is called stale.',
  check: '',
  scenario: scenario('an old price is called old, and is new again after the fault phase', {
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
    checks: [completes(), honest({ cached: 'disclosed' }), recovers()],
  }),
};

async function quote(market: string, cache: Map<string, unknown>): Promise<object> {
  const parts: unknown[] = [];
  const old: string[] = [];
  for (const path of ['/name', '/price', '/unit']) {
    const fresh = await read(market + path);
    if (fresh === null) old.push(path);
    else cache.set(path, fresh);
    parts.push(cache.get(path) ?? null);
  }
  return { status: old.length > 0 ? 'stale' : 'done', old, parts };
}

async function read(url: string): Promise<unknown> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
