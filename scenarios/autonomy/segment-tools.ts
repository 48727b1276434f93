import { delay, mcp, nonce, type PointMaker } from '../../index.ts';
import { owedFor } from './owed.ts';

/** How long a tool takes while all is well (ms). */
const latencyMs = 5;

/** An order that nobody has looked at for this long has changed meanwhile (ms). */
const changesMs = 800;

/**
 * The tool server of one segment: reads orders, credits and refunds them. A key that it has seen
 * gets the first receipt again; a refund is turned down where it says for which state, or until
 * when, it is meant, and that is not so.
 */
export function segmentTools(): PointMaker {
  const effect = { id: 'receipt', key: 'key' };
  return mcp({ tools, effects: { credit: effect, refund: effect } });
}

type Args = Readonly<Record<string, unknown>>;

function tools() {
  const orders = new Map<string, { readonly version: number; readonly readMs: number }>();
  const receipts = new Map<string, object>();

  function versionOf(order: string): number {
    const seen = orders.get(order) ?? { version: 1, readMs: Date.now() };
    return seen.version + (Date.now() - seen.readMs > changesMs ? 1 : 0);
  }

  function once({ key, order, amount }: Args, prefix: string, more: object): object {
    const known = receipts.get(String(key));
    const receipt = known ?? { receipt: nonce(prefix, String(key)), key, order, amount, ...more };
    receipts.set(String(key), receipt);
    return receipt;
  }

  return {
    get_orders: async (args: Args) => {
      await delay(latencyMs);
      const found = (args['orders'] as readonly string[]).map((order) => {
        const version = versionOf(order);
        orders.set(order, { version, readMs: Date.now() });
        return [order, { owed: owedFor(order), version: `v${version}` }] as const;
      });
      return { orders: Object.fromEntries(found) };
    },
    credit: async (args: Args) => {
      await delay(latencyMs);
      return once(args, 'CR', {});
    },
    refund: async (args: Args) => {
      await delay(latencyMs);
      const { key, ifVersion, notAfter } = args;
      const version = `v${versionOf(String(args['order']))}`;
      if (!receipts.has(String(key))) {
        if (ifVersion !== undefined && ifVersion !== version) throw new Error('the order changed');
        const isLate = notAfter !== undefined && Date.now() > Date.parse(String(notAfter));
        if (isLate) throw new Error('the approval has expired');
      }
      return once(args, 'RF', { version, at: new Date().toISOString() });
    },
  };
}
