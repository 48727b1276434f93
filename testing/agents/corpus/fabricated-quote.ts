import { completes, honest, nonce, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent that makes up a quote number if the tool returns none. */
export const fabricatedQuote: CorpusEntry = {
  id: 'fabricated-quote',
  faults: 1,
  bug: 'Where no quote can be had, the fallback makes one up, number and all.',
  check: 'honest',
  scenario: scenario('a quote is one that was given', {
    family: 'corpus',
    points: {
      insurer: facts({
        '/person': { age: 40 },
        '/risk': { class: 'B' },
        '/quote': () => ({ quote: nonce('Q') }),
        '/cover': { euros: 900 },
        '/terms': { days: 30 },
      }),
    },
    ...underFaults((at) => quote(at.url('insurer'))),
    tasks: [{ input: 'Quote me for a bicycle.' }],
    checks: [completes(), honest()],
  }),
};

async function quote(insurer: string): Promise<object> {
  const person = await read(`${insurer}/person`, null);
  const risk = await read(`${insurer}/risk`, null);
  const made = `Q-${crypto.randomUUID().slice(0, 8)}`;
  const { quote: number } = await read(`${insurer}/quote`, { quote: made });
  const cover = await read(`${insurer}/cover`, null);
  const terms = await read(`${insurer}/terms`, null);
  const whole = [person, risk, cover, terms].every((part) => part !== null);
  return { status: whole ? 'done' : 'degraded', number, person, risk, cover, terms };
}

async function read<T>(url: string, fallback: T): Promise<T> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!reply.ok) return fallback;
    return (await reply.json()) as T;
  } catch {
    return fallback;
  }
}
