import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import { model } from './world-model.ts';

/** How long the shop takes while all is well (ms). */
const latencyMs = 20;

/** Places one order for each idempotency key. */
const shop = api(
  () => {
    const placed = new Map<string, object>();
    return [
      http.get('/stock/:sku', async ({ params: { sku } }) => {
        await delay(latencyMs);
        return HttpResponse.json({ sku, left: 7, seen: nonce('ST') });
      }),
      http.post('/orders', async ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? nonce('KEY');
        const order = (await request.json()) as object;
        await delay(latencyMs);
        const receipt = placed.get(key) ?? { ...order, order: nonce('OR') };
        placed.set(key, receipt);
        return HttpResponse.json(receipt);
      }),
    ];
  },
  { effects: { 'POST /orders': { id: 'order', keyHeader: 'idempotency-key' } } },
);

/** Callers' connections, as a gateway of websockets has them: a push is a request. */
const connections = api([http.post('/connections/:name', () => HttpResponse.json({ sent: true }))]);

/** Everything the gateway leans on: the model, the shop, and the way back to its callers. */
export const world: Readonly<Record<'model' | 'shop' | 'connections', PointMaker>> = {
  model,
  shop,
  connections,
};
