import { completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';

/** An agent that takes a failed read of invoices for an empty list. */
export const errorAsEmpty: CorpusEntry = {
  id: 'error-as-empty',
  faults: 1,
  bug: 'A failed read of one list counts as an empty list.',
  check: 'right',
  scenario: scenario('what is owed is added up, or not answered', {
    family: 'corpus',
    points: {
      books: facts({
        '/customer': { id: 'C1' },
        '/invoices': [{ amount: 120 }, { amount: 200 }],
        '/credits': [{ amount: 20 }],
      }),
    },
    ...underFaults((at) => addUp(at.url('books'))),
    tasks: [{ input: 'What does C1 owe?', expect: { answer: { owed: 300 } } }],
    checks: [completes(), right],
  }),
};

async function addUp(books: string): Promise<object> {
  try {
    await read(`${books}/customer`);
    const invoices = (await read(`${books}/invoices`)) as Amounts;
    const credits = (await read(`${books}/credits`).catch(() => [])) as Amounts;
    return { status: 'done', owed: sum(invoices) - sum(credits) };
  } catch {
    return { status: 'abstained', note: 'the books cannot be read' };
  }
}

type Amounts = readonly { readonly amount: number }[];

function sum(list: Amounts): number {
  return list.reduce((total, { amount }) => total + amount, 0);
}

async function read(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
