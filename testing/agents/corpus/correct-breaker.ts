import { completes, inProcess, recovers, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** A correct agent whose breaker opens after two failures in a row and half-opens after 10 s. */
export const correctBreaker: CorpusEntry = {
  id: 'correct-breaker',
  faults: 0,
  bug: 'The breaker half-opens 10 s after it opened, and a success closes it.',
  check: '',
  scenario: scenario('after the fault phase the page is whole again', {
    family: 'corpus',
    points: {
      wiki: facts({ '/title': { t: 'Tin' }, '/body': { t: 'A metal.' }, '/refs': { n: 2 } }),
    },
    system: inProcess((at) => {
      const breaker = { failures: 0, openedMs: 0 };
      return () => page(at.url('wiki'), breaker);
    }),
    tasks: [{ input: 'What is tin?' }],
    plan: [],
    rest: '30 s',
    checks: [completes(), recovers({ within: '45 s' })],
  }),
};

interface Breaker {
  failures: number;
  openedMs: number;
}

const coolDownMs = 10_000;

async function page(wiki: string, breaker: Breaker): Promise<object> {
  const parts: unknown[] = [];
  for (const path of ['/title', '/body', '/refs']) {
    parts.push(await guarded(breaker, wiki + path).catch(() => null));
  }
  return { status: parts.includes(null) ? 'degraded' : 'done', parts };
}

async function guarded(breaker: Breaker, url: string): Promise<unknown> {
  const isOpen = breaker.failures >= 2;
  if (isOpen && Date.now() < breaker.openedMs + coolDownMs) throw new Error('open');
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    const said: unknown = await reply.json();
    breaker.failures = 0;
    return said;
  } catch (error) {
    breaker.failures += 1;
    breaker.openedMs = Date.now();
    throw error;
  }
}
