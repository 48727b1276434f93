import { api, completes, honest, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Remembers what has failed where, and tries it once more at the end. */
export const overwrittenRetry: CorpusEntry = {
  id: 'overwritten-retry',
  faults: 2,
  bug: 'What is to be tried again is kept by tool, and a second failure of a tool overwrites the first.',
  check: 'honest',
  witness: [down('ledger', 'POST /entries', 1), down('ledger', 'POST /entries', 3)],
  scenario: scenario('each invoice is booked and reported to the tax office', {
    family: 'learnt',
    points: {
      sales: api([
        http.get('/invoices', () => HttpResponse.json({ numbers: ['114', '115', '116'] })),
        http.put('/month', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle({ Which: '8400 sales' }),
      ledger: api(() => [once('/entries', 'EN')], { effects: ['POST /entries'] }),
      tax: api(() => [once('/reports', 'TX')], { effects: ['POST /reports'] }),
    },
    ...underFaults((at, _, id) => post(at.url, id)),
    tasks: [
      {
        input: 'Post the invoices of May.',
        expect: { effects: { 'POST /entries': 3, 'POST /reports': 3 } },
      },
    ],
    checks: [completes(), honest({ claims: () => [] })],
  }),
};

interface Posting {
  readonly path: string;
  readonly key: string;
  readonly json: object;
}

async function post(url: (point: string) => string, task: string): Promise<object> {
  const list = await twice(() =>
    ask<{ numbers: readonly string[] }>('GET', `${url('sales')}/invoices`),
  );
  if (!list.ok) return { status: 'abstained', note: 'nothing was posted' };
  const account = await chat(url('model'), 'Which account are they for?');
  if (account === null) return { status: 'escalated', note: 'which account are they for?' };
  const send = async (point: string, { path, key, json }: Posting): Promise<boolean> =>
    (await ask('POST', url(point) + path, { key, json })).ok;
  const again = new Map<string, Posting>();
  for (const number of list.body.numbers) {
    const key = `${task}-${number}`;
    const postings = {
      ledger: { path: '/entries', key, json: { number, account } },
      tax: { path: '/reports', key, json: { number } },
    };
    for (const [point, posting] of Object.entries(postings)) {
      if (!(await send(point, posting))) again.set(point, posting);
    }
  }
  const open: string[] = [];
  for (const [point, posting] of again) {
    if (!(await send(point, posting))) open.push(`${point} ${posting.key}`);
  }
  const kept = await twice(() => ask('PUT', `${url('sales')}/month`, { json: { open } }));
  return { status: open.length > 0 || !kept.ok ? 'partial' : 'done', open };
}
