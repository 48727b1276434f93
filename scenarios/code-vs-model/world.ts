import { createHash } from 'node:crypto';
import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import { model } from './world-model.ts';

/** What the desk may pay without a signature (cents). */
export const limitCents = 5000;

/** How long a service takes while all is well (ms). */
const latencyMs = 20;

const rules = {
  limitCents,
  blocked: ['casino', 'spielbank', 'gift card', 'geschenkkarte', 'carte cadeau'],
  known: ['taxi', 'train', 'bahn', 'hotel', 'lunch', 'déjeuner', 'mittagessen'],
};

const rulebook = api([
  http.get('/rulebook', async () => {
    await delay(latencyMs);
    const sha256 = createHash('sha256').update(JSON.stringify(rules)).digest('hex');
    return HttpResponse.json({ rules, sha256 });
  }),
]);

/** Pays once for each idempotency key. */
const payouts = api(
  () => {
    const paid = new Map<string, object>();
    return [
      http.post('/payouts', async ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? '';
        const order = (await request.json()) as object;
        await delay(latencyMs);
        const receipt = paid.get(key) ?? { ...order, payout: nonce('PO') };
        paid.set(key, receipt);
        return HttpResponse.json(receipt);
      }),
    ];
  },
  { effects: { 'POST /payouts': { id: 'payout', keyHeader: 'idempotency-key' } } },
);

/** Everything the desk leans on: the model, the company's rules, and the till. */
export const world: Readonly<Record<'model' | 'rulebook' | 'payouts', PointMaker>> = {
  model,
  rulebook,
  payouts,
};
