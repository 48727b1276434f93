import {
  api,
  completes,
  discloses,
  http,
  HttpResponse,
  refuse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice, pause } from './world/ask.ts';

const pages = [[120, 80, 45], [60, 300, 15], [20, 70, 90], [200]];

/** Adds up the invoices of a month, page by page. */
export const lastPage: AgentPair = {
  id: 'last-page',
  faults: 2,
  bug: 'A page that could not be read is as empty as the one after the last.',
  check: 'discloses',
  witness: [
    refuse({ status: 502 }).at('ledger', { call: 'GET /invoices', calls: 3 }),
    refuse({ status: 502 }).at('ledger', { call: 'GET /invoices', calls: 4 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a total that is called one counts every invoice', {
    family: 'held-out',
    points: {
      ledger: api([
        http.get('/invoices', ({ request }) => {
          const page = Number(new URL(request.url).searchParams.get('page'));
          return HttpResponse.json({ sums: pages[page - 1] ?? [] });
        }),
      ]),
      books: api([http.put('/totals/:month', () => HttpResponse.json({ id: 'total-2027-05' }))], {
        effects: ['PUT /totals/:month'],
      }),
    },
    ...underFaults((at) => total(at, isSound)),
    tasks: [
      {
        input: 'What was invoiced in May?',
        expect: { answer: { total: 1000 }, effects: { 'PUT /totals/:month': 1 } },
      },
    ],
    deadline: '5 min',
    checks: [completes(), discloses()],
  });
}

async function total(at: At, isSound: boolean): Promise<object> {
  const sums: number[] = [];
  let isWhole = true;
  for (let page = 1; page <= 50; page += 1) {
    const some = await sumsOf(`${at.url('ledger')}/invoices?page=${page}`);
    if (some === null && isSound) isWhole = false;
    if (some === null || some.length === 0) break;
    sums.push(...some);
  }
  const total = sums.reduce((sum, one) => sum + one, 0);
  if (!isWhole) return { status: 'partial', atLeast: total };
  const kept = await askTwice('PUT', `${at.url('books')}/totals/2027-05`, { json: { total } });
  return { status: kept.ok ? 'done' : 'partial', total };
}

async function sumsOf(url: string): Promise<readonly number[] | null> {
  const read = () => ask<{ sums: readonly number[] }>('GET', url);
  let page = await read();
  if (!page.ok) {
    await pause(Math.max(page.waitMs, 300));
    page = await read();
  }
  return page.ok ? page.body.sums : null;
}
