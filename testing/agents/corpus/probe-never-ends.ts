import { completes, inProcess, recovers, scenario } from '../../../index.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent whose breaker waits for ever for a probe that failed. */
export const probeNeverEnds: CorpusEntry = {
  id: 'probe-never-ends',
  faults: 3,
  bug: 'A probe that fails leaves the mark that one is on its way, so there is never another.',
  check: 'recovers',
  witness: ['/cpu', '/disk', '/net'].map((path) => down('host', `GET ${path}`)),
  scenario: scenario('the board is whole again after the fault phase', {
    family: 'corpus',
    points: { host: facts({ '/cpu': { load: 1 }, '/disk': { free: 2 }, '/net': { ms: 3 } }) },
    system: inProcess((at) => {
      const breaker = { failures: 0, openedMs: 0, isProbing: false };
      return () => board(at.url('host'), breaker);
    }),
    tasks: [{ input: 'How is the host?' }],
    plan: [],
    rest: '5 s',
    checks: [completes(), recovers()],
  }),
};

interface Breaker {
  failures: number;
  openedMs: number;
  isProbing: boolean;
}

const coolDownMs = 1_000;

async function board(host: string, breaker: Breaker): Promise<object> {
  const gauges: unknown[] = [];
  for (const path of ['/cpu', '/disk', '/net']) {
    gauges.push(await guarded(breaker, host + path).catch(() => null));
    await new Promise((resolve) => setTimeout(resolve, coolDownMs));
  }
  return { status: gauges.includes(null) ? 'degraded' : 'done', gauges };
}

async function guarded(breaker: Breaker, url: string): Promise<unknown> {
  if (breaker.failures >= 2) {
    const isHot = Date.now() < breaker.openedMs + coolDownMs;
    if (isHot || breaker.isProbing) throw new Error('the breaker is open');
    breaker.isProbing = true;
  }
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    const said: unknown = await reply.json();
    breaker.failures = 0;
    breaker.isProbing = false;
    return said;
  } catch (error) {
    breaker.failures += 1;
    breaker.openedMs = Date.now();
    throw error;
  }
}
