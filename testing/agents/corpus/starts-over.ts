import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  lostReply,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { brief, report } from './world/errands.ts';
import { office } from './world/office.ts';

/** An agent that restarts a two-step job whose first step may have landed. */
export const startsOver: CorpusEntry = {
  id: 'starts-over',
  faults: 2,
  bug: 'When a charge fails twice, a new order is made and charged, though the old charge may stand.',
  check: 'exactly-once',
  witness: [
    lostReply().at('till', { call: 'POST /charges', calls: 1 }),
    lostReply().at('till', { call: 'POST /charges', calls: 2 }),
  ],
  scenario: scenario('a customer is charged once', {
    family: 'corpus',
    points: { till: till(), office: office() },
    ...underFaults((at) => sell(at.url('till'), at.url('office'))),
    tasks: [{ input: 'Sell a kettle.' }],
    checks: [completes(), exactlyOnce('till')],
  }),
};

function till() {
  return api(
    () => {
      const charged = new Map<string, string>();
      return [
        http.get('/basket', () => HttpResponse.json({ items: 1 })),
        http.post('/orders', () => HttpResponse.json({ order: nonce('OR') })),
        http.post('/charges', async ({ request }) => {
          const { order } = (await request.json()) as { order: string };
          const id = charged.get(order) ?? nonce('CH');
          charged.set(order, id);
          return HttpResponse.json({ id });
        }),
      ];
    },
    { effects: ['POST /charges'] },
  );
}

async function sell(url: string, desk: string): Promise<object> {
  const known = await brief(desk, [
    'customer',
    'account',
    'policy',
    'history',
    'calendar',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'who buys is not known' };
  const basket = await call(`${url}/basket`);
  if (basket === null) return { status: 'abstained', note: 'the basket is not known' };
  for (let round = 1; round <= 2; round += 1) {
    const order = await call(`${url}/orders`, basket);
    if (order === null) continue;
    const charge = (await call(`${url}/charges`, order)) ?? (await call(`${url}/charges`, order));
    if (charge !== null) return { status: 'done', charge, untold: await report(desk, charge) };
  }
  return { status: 'pending', note: 'somebody should look at the till' };
}

async function call(url: string, body?: object): Promise<object | null> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as object) : null;
  } catch {
    return null;
  }
}
