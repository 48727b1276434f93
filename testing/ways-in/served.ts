import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shop that runs, and how many orders it made. */
export interface Served {
  readonly url: string;
  readonly orders: () => number;
  readonly close: () => Promise<void>;
}

/** A shop as a team might have one, over HTTP: it makes one order for each idempotency key. */
export async function served(): Promise<Served> {
  const made = new Map<string, string>();
  const server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    const order = made.get(key) ?? `OR-${made.size + 1}`;
    made.set(key, order);
    request.resume().once('end', () => response.end(JSON.stringify({ order })));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders: () => made.size,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
