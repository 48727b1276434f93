import { completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';

/** A correct agent that takes the first of two reads to succeed. */
export const correctHedge: CorpusEntry = {
  id: 'correct-hedge',
  faults: 0,
  bug: 'A hedged read takes the first success, and has none only when both have failed.',
  check: '',
  scenario: scenario('a slow read is hedged, and either may answer', {
    family: 'corpus',
    points: {
      near: facts({ '/weather': { c: 21 }, '/wind': { ms: 4 }, '/tide': { m: 2 } }),
      far: facts({ '/weather': { c: 21 }, '/wind': { ms: 4 }, '/tide': { m: 2 } }),
    },
    ...underFaults((at) => forecast(at.url('near'), at.url('far'))),
    tasks: [
      { input: 'Can we sail?', expect: { answer: { parts: [{ c: 21 }, { ms: 4 }, { m: 2 }] } } },
    ],
    checks: [completes({ within: '25 s' }), right],
  }),
};

async function forecast(near: string, far: string): Promise<object> {
  const parts: unknown[] = [];
  for (const path of ['/weather', '/wind', '/tide']) {
    parts.push(await hedged(near + path, far + path).catch(() => null));
  }
  return { status: parts.includes(null) ? 'degraded' : 'done', parts };
}

async function hedged(near: string, far: string): Promise<unknown> {
  const first = read(near);
  const late = new Promise((resolve) => setTimeout(resolve, 2_000, 'late'));
  const winner = await Promise.race([first, late]).catch(() => 'failed');
  if (winner === 'failed') return read(far);
  return winner === 'late' ? Promise.any([first, read(far)]) : winner;
}

async function read(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
