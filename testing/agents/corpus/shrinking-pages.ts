import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { ask, pause } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that shrinks its pages until they are empty. */
export const shrinkingPages: CorpusEntry = {
  id: 'shrinking-pages',
  faults: 2,
  bug: 'The page size is quartered at each failure: after two it is 0, and an empty page ends it.',
  check: 'right',
  witness: [down('feedback', 'GET /complaints', 1), down('feedback', 'GET /complaints', 2)],
  scenario: scenario('complaints are counted to the last, or the count is not given', {
    family: 'corpus',
    points: { feedback: feedback(), model: oracle({ 'Sum up': 'Mostly about lids.' }) },
    ...underFaults((at) => survey(at.url('feedback'), at.url('model'))),
    tasks: [{ input: 'How many complained about kettles?', expect: { answer: { total: 24 } } }],
    checks: [completes(), right],
  }),
};

interface Complaint {
  readonly id: number;
  readonly about: string;
}

function feedback() {
  const all: readonly Complaint[] = Array.from({ length: 24 }, (_, n) => ({
    id: n + 1,
    about: n % 3 === 0 ? 'handle' : 'lid',
  }));
  return api([
    http.get('/product', () => HttpResponse.json({ sku: 'K2' })),
    http.get('/period', () => HttpResponse.json({ from: '2027-01', to: '2027-03' })),
    http.get('/complaints', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const [after, limit] = [Number(searchParams.get('after')), Number(searchParams.get('limit'))];
      return HttpResponse.json({ items: all.slice(after, after + limit) });
    }),
    http.post('/reports', () => HttpResponse.json({ filed: true })),
  ]);
}

async function survey(url: string, model: string): Promise<object> {
  const product = await ask('GET', `${url}/product`);
  const period = await ask('GET', `${url}/period`);
  const complaints = await readAll(url);
  const total = complaints.length;
  const words = complaints.map(({ about }) => about).join(' ');
  const summary = await chat(model, `Sum up: ${words}`);
  const filed = await ask('POST', `${url}/reports`, { json: { total, summary } });
  const whole = product.ok && period.ok && summary !== null && filed.ok;
  return { status: whole ? 'done' : 'partial', total, summary, filed: filed.ok };
}

async function readAll(url: string): Promise<readonly Complaint[]> {
  const found: Complaint[] = [];
  let limit = 8;
  for (;;) {
    const query = `after=${found.length}&limit=${limit}`;
    const page = await ask<{ items: readonly Complaint[] }>('GET', `${url}/complaints?${query}`);
    if (page.ok) {
      if (page.body.items.length === 0) return found;
      found.push(...page.body.items);
    } else {
      limit = Math.floor(limit / 4);
      await pause(500);
    }
  }
}
