import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import { model } from './shop-model.ts';

/** How long a tool takes while all is well (ms). */
const latencyMs = 50;

const orders = api([
  http.get('/orders/:id', async ({ params: { id } }) => {
    await delay(latencyMs);
    return HttpResponse.json({
      order: id,
      state: 'shipped',
      paid: 40,
      tracking: nonce('TR', String(id)),
    });
  }),
]);

const stock = api([
  http.get('/stock/:sku', async ({ params: { sku } }) => {
    await delay(latencyMs);
    const holds = String(sku).startsWith('S') ? { holds: ['P3', 'P9'] } : {};
    return HttpResponse.json({ sku, units: 7, bin: nonce('BN', String(sku)), ...holds });
  }),
]);

const prices = api([
  http.get('/prices/:sku', async ({ params: { sku } }) => {
    await delay(latencyMs);
    return HttpResponse.json({ sku, amount: 12, quote: nonce('QT') });
  }),
]);

const reviews = api([
  http.get('/reviews/:sku', async ({ params: { sku } }) => {
    await delay(latencyMs);
    return HttpResponse.json({ sku, stars: 4, review: nonce('RV', String(sku)) });
  }),
]);

/** Pays one refund for each idempotency key. */
const payments = api(
  () => {
    const paid = new Map<string, string>();
    return [
      http.post('/refunds', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? '';
        const refund = paid.get(key) ?? nonce('RF');
        paid.set(key, refund);
        return HttpResponse.json({ refund });
      }),
    ];
  },
  { effects: { 'POST /refunds': { id: 'refund', keyHeader: 'idempotency-key' } } },
);

/** Everything the assistant leans on: the model, four tools to read, and one to write. */
export const world: Readonly<Record<string, PointMaker>> = {
  model,
  orders,
  stock,
  prices,
  reviews,
  payments,
};
