import { bounded, completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent that retries a job whose calls are retried already. */
export const nestedRetries: CorpusEntry = {
  id: 'nested-retries',
  faults: 3,
  bug: 'The job retries as a whole what each of its calls retries already, so attempts multiply.',
  check: 'bounded',
  witness: [1, 2, 3].map((nth) => down('store', 'GET /items', nth)),
  scenario: scenario('no read is attempted more than three times', {
    family: 'corpus',
    points: {
      store: facts({
        '/items': { n: 4 },
        '/prices': { n: 4 },
        '/taxes': { n: 2 },
        '/photos': { n: 9 },
      }),
    },
    ...underFaults((at) => listing(at.url('store'))),
    tasks: [{ input: 'List the items.' }],
    checks: [completes(), bounded({ callsPerOp: 3 })],
  }),
};

async function listing(store: string): Promise<object> {
  const all = () =>
    inTurn([`${store}/items`, `${store}/prices`, `${store}/taxes`, `${store}/photos`]);
  try {
    return { status: 'done', parts: await twice(all) };
  } catch {
    return { status: 'abstained', note: 'the store does not answer' };
  }
}

async function inTurn(urls: readonly string[]): Promise<readonly unknown[]> {
  const parts: unknown[] = [];
  for (const url of urls) parts.push(await twice(() => read(url)));
  return parts;
}

async function twice<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return act();
  }
}

async function read(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
