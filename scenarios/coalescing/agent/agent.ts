import { z } from 'zod';
import { batcher } from './batcher.ts';
import { coalescer } from './coalescer.ts';
import { connection, ConnectionLost } from './connection.ts';
import { relay } from './relay.ts';
import { requestSchema, type Answer, type Errand, type Question } from './request.ts';
import type { Safeguards } from './safeguards.ts';
import { upstream } from './upstream.ts';

/** Where the gateway finds what it leans on; base URLs without a slash at the end. */
export interface Addresses {
  readonly model: string;
  readonly shop: string;
  /** Where words are pushed to callers. */
  readonly connections: string;
}

/** A caller, and what it keeps to. */
interface Caller {
  readonly id: string;
  /** Aborts when the caller leaves. */
  readonly left: AbortSignal;
  /** Aborts when it leaves, or its time is over. */
  readonly signal: AbortSignal;
}

/** Carries out one request; throws on what is none, and when its caller leaves. */
export type Gateway = (
  request: unknown,
  caller: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

/** A gateway that many callers share: it asks the model and the shop once for all who want the same. */
export function gateway(at: Addresses, safeguards: Safeguards): Gateway {
  const model = upstream(at.model);
  const answers = coalescer(model, safeguards);
  const sorts = batcher(model, safeguards);
  const shop = relay(at.shop, safeguards);

  return async (input, { id, signal: left }) => {
    const request = requestSchema.parse(input);
    const signal = AbortSignal.any([left, AbortSignal.timeout(request.within)]);
    const caller = { id, left, signal };
    if ('ask' in request) return answer(request, caller);
    return carryOut(request, caller).catch((error: unknown) => {
      left.throwIfAborted();
      if (!signal.aborted) throw error;
      if ('order' in request) return unconfirmed(id);
      return { status: 'deferred', text: '', why: 'out of time' };
    });
  };

  async function answer(request: Question, caller: Caller): Promise<Answer> {
    const { left, signal } = caller;
    const line = connection(at.connections, request.connection, signal);
    let text = '';
    try {
      for await (const piece of answers(request.ask, signal)) {
        await line.push(piece);
        text += piece;
      }
      await line.end('whole');
      return { status: 'answered', text };
    } catch (error) {
      left.throwIfAborted();
      const isLost = error instanceof ConnectionLost;
      if (!isLost && !signal.aborted) await line.end('cut').catch(() => undefined);
      const why = signal.aborted ? 'out of time' : isLost ? error.message : 'the model broke off';
      return { status: text === '' ? 'deferred' : 'partial', text, why };
    }
  }

  async function carryOut(request: Errand, { id, signal }: Caller): Promise<Answer> {
    if ('sort' in request) {
      const sorted = await sorts(request.sort, signal);
      if (!sorted) return { status: 'deferred', text: '', why: 'it could not be sorted' };
      return { status: 'answered', text: `For ${sorted.queue}, by ${sorted.ref}.` };
    }
    if ('look' in request) {
      const path = `/stock/${encodeURIComponent(request.look)}`;
      const found = stockSchema.safeParse(await shop({ method: 'GET', path }, signal)).data;
      if (!found) return { status: 'deferred', text: '', why: 'the shop does not answer' };
      return { status: 'answered', text: `${found.left} left of ${found.sku}, by ${found.seen}.` };
    }
    const order = { method: 'POST', path: '/orders', body: request.order, key: id } as const;
    const receipt = receiptSchema.safeParse(await shop(order, signal)).data;
    if (!receipt) return unconfirmed(id);
    return { status: 'done', text: `${receipt.units} of ${receipt.sku}, order ${receipt.order}.` };
  }
}

function unconfirmed(key: string): Answer {
  const text = `It may have been ordered, under the key ${key}.`;
  return { status: 'unconfirmed', text, why: 'the shop did not confirm it' };
}

const stockSchema = z.object({ sku: z.string(), left: z.number(), seen: z.string() });
const receiptSchema = z.object({ sku: z.string(), units: z.number(), order: z.string() });
