import { completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';

/** A correct agent that says when its rate is a built-in one. */
export const correctFallback: CorpusEntry = {
  id: 'correct-fallback',
  faults: 0,
  bug: 'Below rate and mirror lies a built-in rate, and an answer that uses it says so.',
  check: '',
  scenario: scenario('a sum is exchanged at a rate that holds, or that is called a guess', {
    family: 'corpus',
    points: {
      bank: facts({ '/sum': { sum: 80 }, '/rate': { rate: 1.25 } }),
      mirror: facts({ '/rate': { rate: 1.25 } }),
    },
    ...underFaults((at) => exchange(at.url('bank'), at.url('mirror'))),
    tasks: [{ input: 'Exchange the sum.', expect: { answer: { dollars: 100 } } }],
    checks: [completes(), right],
  }),
};

const usualRate = 1;

async function exchange(bank: string, mirror: string): Promise<object> {
  const sum = await read(`${bank}/sum`, 'sum');
  if (sum === null) return { status: 'abstained', note: 'the sum is not known' };
  const rate = (await read(`${bank}/rate`, 'rate')) ?? (await read(`${mirror}/rate`, 'rate'));
  const check = await read(`${bank}/sum?again`, 'sum');
  const sure = rate !== null && check === sum;
  return { status: sure ? 'done' : 'degraded', dollars: sum * (rate ?? usualRate) };
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
