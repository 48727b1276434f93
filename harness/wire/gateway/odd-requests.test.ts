import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../../faults/catalogue.ts';
import { wallClock } from '../../model/clock.ts';
import { gate, type Gate } from '../../points/gate.ts';
import { provider } from '../../provider/provider.ts';
import { simFetch, simUrl } from '../../sim/http/points.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { bytesOf, oddRequest, type OddRequest } from './testing/odd-requests.ts';
import { oddShop } from './testing/odd-shop.ts';

const seed = 20_261_107;
/** Connections, of two requests in the mean; all of them by `npm run test:long`. */
const count = process.env['BROWNOUT_LONG'] === undefined ? 1_000 : 50_000;

const errors: unknown[] = [];
let watched: Gate;
let gateway: Gateway;

beforeAll(async () => {
  const shop = oddShop();
  const model = provider({ script: ({ user }) => `you said ${user}` });
  const points = { shop: shop.open(), model: model.open() };
  const record = (happening: object) => void JSON.stringify(happening);
  const options = { seed, clock: wallClock(), points, record, faults: catalogue };
  watched = gate(options);
  gateway = await openGateway({
    points: Object.entries(points).map(([name, { basePath }]) => ({ name, basePath })),
    cross: watched.cross,
    onError: (error) => errors.push(error),
  });
});
afterAll(() => gateway.close());

/** All that comes back for these bytes. */
async function told(point: string, bytes: Buffer): Promise<string> {
  const socket = connect({ port: Number(new URL(gateway.url(point)).port), host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.end(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

function wordsOf({ method, target, headers, body }: OddRequest): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${body.toString()}`.slice(0, 1000);
}

/** So many connections at a time, each with a few requests. */
const width = 20;

test('no odd request is an error of ours on the wire', { timeout: 900_000 }, async () => {
  const statuses = new Map<string, number>();
  for (let from = 0; from < count; from += width) {
    const numbers = Array.from({ length: width }, (_, more) => from + more);
    const all = numbers.map((n) =>
      Array.from({ length: (n % 3) + 1 }, (_, more) => oddRequest(seed, n + more)),
    );
    const says = await Promise.all(
      all.map((few, n) => told(n % 2 === 0 ? 'shop' : 'model', Buffer.concat(few.map(bytesOf)))),
    );
    for (const [, status = ''] of says.flatMap((text) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)])) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const isOurs = says.findIndex((text) => text.includes('HTTP/1.1 50'));
    if (isOurs >= 0 || errors.length > 0 || watched.trouble()) {
      const words = (isOurs >= 0 ? (all[isOurs] ?? []) : all.flat()).map(wordsOf).join('\n');
      expect([errors, watched.trouble(), says[isOurs]], words).toBe(null);
    }
  }
  for (const status of ['200', '201', '400', '404', '405', '413', '414', '415', '417', '431']) {
    expect(statuses.get(status) ?? 0, status).toBeGreaterThan(0);
  }
});

test('nor in sim', { timeout: 900_000 }, async () => {
  const send = simFetch(() => watched, ['shop', 'model']);
  let sent = 0;
  for (let n = 0; n < count; n += 1) {
    const odd = oddRequest(seed, n);
    const { method, target, headers, body } = odd;
    const base = simUrl(n % 2 === 0 ? 'shop' : 'model', '');
    let request: Request;
    try {
      const hasBody = !/^(get|head)$/i.test(method);
      const all = headers.map(([name, its]): [string, string] => [name, its]);
      const sent = hasBody ? { body: new Uint8Array(body) } : {};
      request = new Request(target.startsWith('/') ? base + target : `${base}/${target}`, {
        method,
        headers: all,
        ...sent,
      });
    } catch {
      // What `fetch` itself refuses never leaves an agent.
      continue;
    }
    sent += 1;
    const { status } = await send(request, { left: request.signal, bodyMs: 300_000 });
    if (status >= 500 || watched.trouble()) {
      expect([status, watched.trouble()], wordsOf(odd)).toBe(null);
    }
  }
  expect(sent).toBeGreaterThan(count / 3);
});
