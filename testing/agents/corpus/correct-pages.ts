import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';

/** A correct agent that calls a total partial if pages are missing. */
export const correctPages: CorpusEntry = {
  id: 'correct-pages',
  faults: 0,
  bug: 'The total is full only if the last page, the one without a next, was read.',
  check: '',
  scenario: scenario('a total is over all pages, or says that it is partial', {
    family: 'corpus',
    points: {
      orders: api([
        http.get('/orders/:page', ({ params }) => {
          const page = Number(params['page']);
          return HttpResponse.json({ amounts: [page, page], next: page < 4 ? page + 1 : null });
        }),
      ]),
    },
    ...underFaults((at) => total(at.url('orders'))),
    tasks: [{ input: 'What did we sell?', expect: { answer: { total: 20 } } }],
    checks: [completes(), right],
  }),
};

interface Page {
  readonly amounts: readonly number[];
  readonly next: number | null;
}

async function total(orders: string): Promise<object> {
  const pages: Page[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page | null = await read(`${orders}/orders/${next}`);
    if (page === null) break;
    pages.push(page);
    next = page.next;
  }
  const amounts = pages.flatMap((page) => page.amounts);
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  return { status: next === null ? 'done' : 'partial', pages: pages.length, total: sum };
}

async function read(url: string): Promise<Page | null> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (reply.ok) return (await reply.json()) as Page;
    } catch {
      // Once more.
    }
  }
  return null;
}
