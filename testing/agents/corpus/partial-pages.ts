import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';

/** An agent that takes some pages for all pages. */
export const partialPages: CorpusEntry = {
  id: 'partial-pages',
  faults: 1,
  bug: 'A page that fails ends the list, and the sum of the pages so far is given as the total.',
  check: 'right',
  scenario: scenario('a total is over all pages, or says that it is not', {
    family: 'corpus',
    points: {
      orders: api([
        http.get('/orders/:page', ({ params }) => {
          const page = Number(params['page']);
          return HttpResponse.json({ amounts: [page, page], next: page < 11 ? page + 1 : null });
        }),
      ]),
    },
    ...underFaults((at) => total(at.url('orders'))),
    tasks: [{ input: 'What did we sell?', expect: { answer: { total: 132 } } }],
    checks: [completes(), right],
  }),
};

interface Page {
  readonly amounts: readonly number[];
  readonly next: number | null;
}

async function total(orders: string): Promise<object> {
  const amounts: number[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page | null = await read(`${orders}/orders/${next}`);
    if (page === null && amounts.length === 0) return { status: 'abstained' };
    amounts.push(...(page?.amounts ?? []));
    next = page?.next ?? null;
  }
  return { status: 'done', total: amounts.reduce((sum, amount) => sum + amount, 0) };
}

async function read(url: string): Promise<Page | null> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Page) : null;
  } catch {
    return null;
  }
}
