import { api, completes, honest, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Takes the saga up again one step too far. */
export const begunIsDone: CorpusEntry = {
  id: 'begun-is-done',
  faults: 2,
  bug: 'A step that has begun counts as done unless its failure is logged, and that may fail, too.',
  check: 'honest',
  witness: [down('till', 'POST /charges'), down('journal', 'POST /entries', 3)],
  scenario: scenario('an order that is done is held, charged and shipped', {
    family: 'learnt',
    points: {
      shop: facts({
        '/order': { sku: 'K2', cents: 4_900 },
        '/customer': { name: 'Ann', street: 'Mill Lane 4' },
      }),
      model: oracle({ address: 'complete' }),
      journal: journal(),
      store: api(() => [once('/holds', 'HO')], { effects: ['POST /holds'] }),
      till: api(() => [once('/charges', 'CH')], { effects: ['POST /charges'] }),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
      parcels: api(() => [once('/shipments', 'SH')], { effects: ['POST /shipments'] }),
    },
    ...underFaults((at, _, id) => fulfil(at.url, id)),
    tasks: [
      {
        input: 'Fulfil the order.',
        expect: { effects: { 'POST /holds': 1, 'POST /charges': 1, 'POST /shipments': 1 } },
      },
    ],
    checks: [completes(), honest()],
  }),
};

interface Entry {
  readonly step: number;
  readonly state: 'begun' | 'failed';
}

function journal() {
  return api(() => {
    const entries: Entry[] = [];
    return [
      http.get('/entries', () => HttpResponse.json({ last: entries.at(-1) ?? null })),
      http.post('/entries', async ({ request }) => {
        entries.push((await request.json()) as Entry);
        return HttpResponse.json({ kept: true });
      }),
    ];
  });
}

const steps = [
  ['store', 'holds'],
  ['till', 'charges'],
  ['parcels', 'shipments'],
] as const;

async function fulfil(url: (point: string) => string, task: string): Promise<object> {
  const order = await twice(() => ask<object>('GET', `${url('shop')}/order`));
  const customer = await twice(() => ask('GET', `${url('shop')}/customer`));
  if (!order.ok || !customer.ok) return { status: 'abstained', note: 'the order is not known' };
  const said = await chat(
    url('model'),
    `Is the address complete? ${JSON.stringify(customer.body)}`,
  );
  if (said !== 'complete') return { status: 'escalated', note: 'somebody should ask for it' };
  for (let run = 1; run <= 3; run += 1) {
    const log = await twice(() => ask<{ last: Entry | null }>('GET', `${url('journal')}/entries`));
    if (!log.ok) return { status: 'pending', note: `nobody knows how far ${task} has come` };
    const came = await goOn(url, order.body, task, log.body.last);
    if (came === 'done') {
      const told = await ask('POST', `${url('mail')}/messages`, { json: { order: task } });
      return { status: 'done', order: task, told: told.ok };
    }
    if (came === 'stuck') break;
  }
  return { status: 'pending', note: `somebody should go on with ${task}` };
}

/** Takes the steps that are left; `again` where one failed, `stuck` where the journal did. */
async function goOn(
  url: (point: string) => string,
  order: object,
  task: string,
  last: Entry | null,
): Promise<'done' | 'again' | 'stuck'> {
  const log = (entry: Entry) => ask('POST', `${url('journal')}/entries`, { json: entry });
  const from = last === null ? 0 : last.step + (last.state === 'failed' ? 0 : 1);
  for (const [step, [point, what]] of steps.entries()) {
    if (step < from) continue;
    if (!(await twice(() => log({ step, state: 'begun' }))).ok) return 'stuck';
    const carried = { key: `${task}-${what}`, json: order };
    if ((await ask('POST', `${url(point)}/${what}`, carried)).ok) continue;
    await log({ step, state: 'failed' });
    return 'again';
  }
  return 'done';
}
