import type { Safeguards } from './safeguards.ts';
import { unlessAborted } from './wait.ts';

/** A request to the shop. */
export interface ShopCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** The idempotency key of a request that changes something. */
  readonly key?: string;
}

/** Passes a request on to the shop; the shop's reply, or null where there is none. */
export type Relay = (call: ShopCall, signal: AbortSignal) => Promise<unknown>;

const timeoutMs = 600;
const attempts = 2;

/** One request for all who look up the same at the same time; one each for what changes something. */
export function relay(url: string, safeguards: Safeguards): Relay {
  const underWay = new Map<string, Promise<unknown>>();
  return (call, signal) => {
    const { method, path, body } = call;
    const isWrite = method !== 'GET';
    if (isWrite && safeguards.keepsWritesApart) return unlessAborted(send(url, call), signal);
    const same = `${method} ${path} ${JSON.stringify(body)}`;
    const sent = underWay.get(same) ?? send(url, call).finally(() => underWay.delete(same));
    underWay.set(same, sent);
    return unlessAborted(sent, signal);
  };
}

async function send(url: string, { method, path, body, key }: ShopCall): Promise<unknown> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      const reply = await fetch(`${url}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (reply.ok) return (await reply.json()) as unknown;
    } catch {
      // Asked once more below.
    }
  }
  return null;
}
