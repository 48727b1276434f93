import { completes, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent whose tools share one retry; without it, a default replaces the value. */
export const sharedRetryBudget: CorpusEntry = {
  id: 'shared-retry-budget',
  faults: 2,
  bug: 'One retry serves two tools, and where it is spent, stock that is not known counts as none.',
  check: 'right',
  witness: [
    lostReply().at('prices', { call: 'GET /price', calls: 1 }),
    lostReply().at('stock', { call: 'GET /stock', calls: 1 }),
  ],
  scenario: scenario('stock is what the tool says', {
    family: 'corpus',
    points: {
      prices: facts({ '/price': { price: 12 } }),
      stock: facts({ '/stock': { left: 3 }, '/due': { on: 'Friday' } }),
      office: office(),
    },
    ...underFaults((at) => offer(at.url)),
    tasks: [{ input: 'Have you kettles?', expect: { answer: { price: 12, left: 3 } } }],
    checks: [completes(), right],
  }),
};

interface Facts {
  readonly price?: number;
  readonly left?: number;
  readonly on?: string;
}

async function offer(url: (point: string) => string): Promise<object> {
  const [prices, stock] = [url('prices'), url('stock')];
  const known = await brief(url('office'), [
    'customer',
    'history',
    'policy',
    'account',
    'calendar',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'who asks is not known' };
  let retries = 1;
  const ask = async (url: string): Promise<Facts | null> => {
    for (;;) {
      const said = await read(url);
      if (said !== null || retries === 0) return said;
      retries -= 1;
    }
  };
  const price = (await ask(`${prices}/price`))?.price;
  if (price === undefined) return { status: 'abstained', note: 'the price is not known' };
  const left = (await ask(`${stock}/stock`))?.left ?? 0;
  const due = (await ask(`${stock}/due`))?.on ?? 'not known';
  const untold = await report(url('office'), { price, left });
  return { status: 'done', price, left, due, untold };
}

async function read(url: string): Promise<Facts | null> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Facts) : null;
  } catch {
    return null;
  }
}
