import { api, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import type { Manifest } from './agent/shop.ts';

/** How many units a new shelf holds. */
const plenty = 1000;
const packSize = 6;

/** What a shop is like. */
interface ShopOptions {
  /** After so many looks at its tools, it brings out another version of them; never by default. */
  readonly releasesEvery?: number;
}

/**
 * The API of all shops: policies that differ by tenant and role, stock, orders. It takes any order,
 * as many do: `left` below nothing means that it was oversold. Fields it does not know it ignores.
 */
export function shop({ releasesEvery = Number.POSITIVE_INFINITY }: ShopOptions = {}): PointMaker {
  return api(
    () => {
      const left = new Map<string, number>();
      const made = new Map<string, object>();
      let looks = 0;
      const version = () => 1 + Math.floor(looks / releasesEvery);
      const keyOf = (params: Params, sku: string) => `${String(params['tenant'])} ${sku}`;
      const leftOf = (key: string) => left.get(key) ?? plenty;
      return [
        http.get('/:tenant/tools', () => {
          looks += 1;
          return HttpResponse.json(manifest(version()));
        }),
        http.get('/:tenant/policies/:role/:topic', ({ params: { topic } }) =>
          HttpResponse.json({ topic, ref: nonce('PL') }),
        ),
        http.get('/:tenant/stock/:sku', ({ params }) => {
          const sku = String(params['sku']);
          return HttpResponse.json({ sku, left: leftOf(keyOf(params, sku)), seen: nonce('ST') });
        }),
        http.post('/:tenant/stocktakes', async ({ request, params }) => {
          const { sku, units } = (await request.json()) as { sku: string; units: number };
          left.set(keyOf(params, sku), units);
          return HttpResponse.json({ stocktake: nonce('TK'), sku, units });
        }),
        http.post('/:tenant/orders', async ({ request, params }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const known = made.get(key);
          if (known) return HttpResponse.json(known);
          const order = (await request.json()) as Order;
          const units = unitsIn(order, version());
          const shelf = keyOf(params, order.sku);
          left.set(shelf, leftOf(shelf) - units);
          const receipt = { order: nonce('OR'), sku: order.sku, units, left: leftOf(shelf) };
          made.set(key, receipt);
          return HttpResponse.json(receipt);
        }),
      ];
    },
    {
      effects: {
        'POST /:tenant/orders': { id: 'order', keyHeader: 'idempotency-key' },
        'POST /:tenant/stocktakes': { id: 'stocktake', keyHeader: null },
      },
    },
  );
}

type Params = Readonly<Record<string, unknown>>;

interface Order {
  readonly sku: string;
  readonly units?: number;
  readonly packs_of_6?: number;
}

/** What an order means under a version of the API: single units, or packs; one where it says nothing. */
function unitsIn({ units = 1, packs_of_6: packs = 1 }: Order, version: number): number {
  return countsPacks(version) ? packs * packSize : units;
}

function countsPacks(version: number): boolean {
  return version % 2 === 0;
}

function manifest(version: number): Manifest {
  const unit = countsPacks(version) ? `packs_of_${packSize}` : 'units';
  return {
    version,
    tools: [
      tool('policy', 'what the shop does and does not do', { topic: 'string' }),
      tool('stock', 'how much of a product is left', { sku: 'string' }),
      tool('order', 'orders a product', { sku: 'string', [unit]: 'integer' }, true),
      tool('stocktake', 'sets what is left', { sku: 'string', units: 'integer' }, true),
    ],
  };
}

function tool(
  name: string,
  about: string,
  params: Manifest['tools'][number]['params'],
  writes = false,
): Manifest['tools'][number] {
  return { name, about, writes, params };
}
