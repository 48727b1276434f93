import { completes, inProcess, recovers, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';

/** An agent that caches a failed read. */
export const cachesFailure: CorpusEntry = {
  id: 'caches-failure',
  faults: 1,
  bug: 'The cache keeps the promise of a read, so a read that failed once fails for ever.',
  check: 'recovers',
  scenario: scenario('a read that failed is tried again by the next task', {
    family: 'corpus',
    points: { bank: facts({ '/rate': { rate: 1.25 }, '/fee': { fee: 2 }, '/day': { day: 3 } }) },
    system: inProcess((at) => {
      const cache = new Map<string, Promise<unknown>>();
      return () => exchange(at.url('bank'), cache);
    }),
    tasks: [{ input: 'What are 100 EUR in USD?', expect: { answer: { usd: 123 } } }],
    plan: [],
    phases: ['fault', 'recovery'],
    checks: [completes(), right, recovers()],
  }),
};

async function exchange(bank: string, cache: Map<string, Promise<unknown>>): Promise<object> {
  const once = (path: string): Promise<unknown> => {
    const known = cache.get(path) ?? read(`${bank}${path}`);
    cache.set(path, known);
    return known;
  };
  try {
    const { rate } = (await once('/rate')) as { rate: number };
    const { fee } = (await read(`${bank}/fee`)) as { fee: number };
    const { day } = (await read(`${bank}/day`)) as { day: number };
    return { status: 'done', usd: 100 * rate - fee, day };
  } catch {
    return { status: 'degraded', note: 'the bank could not be asked' };
  }
}

async function read(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
