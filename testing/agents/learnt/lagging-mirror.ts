import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Checks its own write where it has not arrived. */
export const laggingMirror: CorpusEntry = {
  id: 'lagging-mirror',
  faults: 2,
  bug: 'The mirror, whose write failed, is asked whether the stock was changed, and it is again.',
  check: 'exactly-once',
  witness: [down('mirror', 'PUT /count'), down('stock', 'GET /count', 2)],
  scenario: scenario('a delivery is added to the stock once', {
    family: 'learnt',
    points: {
      dock: facts({ '/delivery': { sku: 'K2', pieces: 12 }, '/order': { sku: 'K2', pieces: 12 } }),
      model: oracle({ match: 'yes' }),
      stock: stock(),
      mirror: mirror(),
      board: api([http.post('/lines', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at, _, id) => takeIn(at.url, id)),
    tasks: [{ input: 'The kettles have come.', expect: { effects: { 'POST /changes': 1 } } }],
    checks: [completes(), exactlyOnce('stock')],
  }),
};

const onHand = 40;

function stock() {
  return api(
    () => {
      const made = new Map<string, string>();
      let count = onHand;
      return [
        http.get('/count', () => HttpResponse.json({ count })),
        http.post('/changes', async ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const { add } = (await request.json()) as { add: number };
          if (!made.has(key)) count += add;
          const id = made.get(key) ?? nonce('CH');
          made.set(key, id);
          return HttpResponse.json({ id, count });
        }),
      ];
    },
    { effects: ['POST /changes'] },
  );
}

/** What the shop reads, until it has moved to the new stock. */
function mirror() {
  return api(() => {
    let count = onHand;
    return [
      http.get('/count', () => HttpResponse.json({ count })),
      http.put('/count', async ({ request }) => {
        ({ count } = (await request.json()) as { count: number });
        return HttpResponse.json({ count });
      }),
    ];
  });
}

interface Counted {
  readonly count: number;
}

async function takeIn(url: (point: string) => string, task: string): Promise<object> {
  const delivery = await twice(() => ask<{ pieces: number }>('GET', `${url('dock')}/delivery`));
  const order = await twice(() => ask('GET', `${url('dock')}/order`));
  if (!delivery.ok || !order.ok) return { status: 'abstained', note: 'what came is not known' };
  const papers = JSON.stringify([delivery.body, order.body]);
  if ((await chat(url('model'), `Do they match? ${papers}`)) !== 'yes') {
    return { status: 'escalated', note: 'somebody should compare the papers' };
  }
  const before = await twice(() => ask<Counted>('GET', `${url('stock')}/count`));
  if (!before.ok) return { status: 'abstained', note: 'the stock is not known' };
  const add = delivery.body.pieces;
  const wanted = before.body.count + add;
  let found: number | null = null;
  for (let round = 1; round <= 2; round += 1) {
    const key = `${task}-${round}`;
    if (!(await change(url, add, wanted, key))) return { status: 'pending', note: `see ${key}` };
    found = await count(url);
    // The stock confirms before it commits: only what can be read is there.
    if (found !== before.body.count) break;
  }
  const noted = await ask('POST', `${url('board')}/lines`, { json: { add, found } });
  const isSure = found === wanted && noted.ok;
  return { status: isSure ? 'done' : 'unverified', add, found };
}

/** Writes to both; true where the stock, which counts, has confirmed it. */
async function change(
  url: (point: string) => string,
  add: number,
  wanted: number,
  key: string,
): Promise<boolean> {
  const changed = await twice(() => ask('POST', `${url('stock')}/changes`, { key, json: { add } }));
  if (!changed.ok) return false;
  await ask('PUT', `${url('mirror')}/count`, { json: { count: wanted } });
  return true;
}

async function count(url: (point: string) => string): Promise<number | null> {
  for (const point of ['stock', 'mirror']) {
    const came = await ask<Counted>('GET', `${url(point)}/count`);
    if (came.ok) return came.body.count;
  }
  return null;
}
