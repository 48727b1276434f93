import { z } from 'zod';
import type { Action } from './actions.ts';
import type { Approval } from './approvals.ts';
import type { OrderRecord } from './proposer.ts';
import { ToolRefused, type ToolServer } from './tool-server.ts';

/** What became of an action that was carried out: done, turned down, or nobody knows. */
export type Fate = 'done' | 'unconfirmed' | { readonly refused: string };

/** An action as it is carried out. */
export interface Deed extends Action {
  /** The idempotency key: the same key never acts twice. */
  readonly key: string;
  /** The yes it rests on, and whether the server must hold it to the state and the time. */
  readonly approval?: Approval;
  readonly isBound: boolean;
}

/** Reads the orders of a ticket; tries twice. Throws where one of them cannot be read. */
export async function readOrders(
  server: ToolServer,
  orders: readonly string[],
  signal: AbortSignal,
): Promise<readonly OrderRecord[]> {
  const read = async () => {
    const found = records.parse(await server.call('get_orders', { orders }, signal));
    return orders.map((order) => {
      const record = found.orders[order];
      if (!record) throw new Error(`order ${order} could not be read`);
      return { order, ...record };
    });
  };
  return read().catch(read);
}

/** Carries an action out: sent twice at most, under one key. */
export async function carryOut(server: ToolServer, deed: Deed, signal: AbortSignal): Promise<Fate> {
  for (let attempt = 1; attempt <= 2 && !signal.aborted; attempt += 1) {
    try {
      const { tool, key, args } = deed;
      const told = receipt.parse(await server.call(tool, argumentsOf(deed), signal));
      // A receipt for something else confirms nothing.
      if (told.key === key && told.order === args.order && told.amount === args.amount) {
        return 'done';
      }
    } catch (error) {
      if (error instanceof ToolRefused) return { refused: error.message };
    }
  }
  return 'unconfirmed';
}

const record = z.object({ owed: z.number().positive(), version: z.string() });
const records = z.object({ orders: z.record(z.string(), record) });
const receipt = z.object({ key: z.string(), order: z.string(), amount: z.number() });

function argumentsOf({ key, args, approval, isBound }: Deed): object {
  if (!approval) return { key, ...args };
  const { approval: id, stateVersion: ifVersion, expiresAt: notAfter } = approval;
  return { key, ...args, approval: id, ...(isBound ? { ifVersion, notAfter } : {}) };
}
