import { completes, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that falls back to a constant rate and does not say so. */
export const doubleFallback: CorpusEntry = {
  id: 'double-fallback',
  faults: 2,
  bug: 'Where rate and mirror both fail, a built-in rate of 1 is used, and nothing says so.',
  check: 'right',
  witness: [
    lostReply().at('bank', { call: 'GET /rate', calls: 1 }),
    lostReply().at('mirror', { call: 'GET /rate', calls: 1 }),
  ],
  scenario: scenario('a sum is exchanged at a rate that holds', {
    family: 'corpus',
    points: {
      bank: facts({ '/sum': { sum: 80 }, '/rate': { rate: 1.25 } }),
      mirror: facts({ '/rate': { rate: 1.25 } }),
      office: office(),
    },
    ...underFaults((at) => exchange(at.url)),
    tasks: [{ input: 'Exchange the sum.', expect: { answer: { dollars: 100 } } }],
    checks: [completes(), right],
  }),
};

async function exchange(url: (point: string) => string): Promise<object> {
  const [bank, mirror] = [url('bank'), url('mirror')];
  const known = await brief(url('office'), [
    'customer',
    'account',
    'policy',
    'history',
    'calendar',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'whose money it is is not known' };
  const rate = (await read(`${bank}/rate`, 'rate')) ?? (await read(`${mirror}/rate`, 'rate')) ?? 1;
  const sum = await read(`${bank}/sum`, 'sum');
  if (sum === null) return { status: 'abstained', note: 'the sum is not known' };
  const check = await read(`${bank}/sum?again`, 'sum');
  const dollars = sum * rate;
  const untold = await report(url('office'), { dollars });
  return { status: check === null ? 'unverified' : 'done', dollars, untold };
}

async function read(url: string, field: string): Promise<number | null> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!reply.ok) return null;
    return ((await reply.json()) as Record<string, number>)[field] ?? null;
  } catch {
    return null;
  }
}
