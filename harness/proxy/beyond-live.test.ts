import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { client, echo, proxied, serve, toxic } from './sockets/net-fixture.ts';
import type { Proxy } from './proxy.ts';

/** A web server for one test that says `n` to the nth request. */
async function web(): Promise<string> {
  let n = 0;
  const server = createServer((_, reply) => void reply.end(String(++n))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Asks through a proxy on one kept connection; returns status and body. */
function asker(proxy: Proxy): () => Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return () =>
    new Promise((resolve, reject) => {
      get(`http://${proxy.route().listen}/`, { agent }, (reply) => {
        let text = `${reply.statusCode} `;
        reply.on('data', (data) => (text += String(data)));
        reply.on('end', () => resolve(text));
      }).on('error', reject);
    });
}

test.each([
  [true, 'ECONNRESET'],
  [false, 'end'],
])('a reset by the upstream, carried %s, is seen as %s', async (carriesResets, seen) => {
  const upstream = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const { proxy } = await proxied(upstream, { carriesResets });
  const { socket, over } = await client(proxy);
  socket.write('a');
  expect(await over).toBe(seen);
});

test('the first two connections fail, then all succeed', async () => {
  const { proxy } = await proxied(await echo(), {
    toxics: [toxic('limit_data', { bytes: 0 }, { beyond: { to: 2 } })],
  });
  const ask = async () => {
    const { socket, until } = await client(proxy);
    socket.write('x');
    return until(1);
  };
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual(['', '', 'x', 'x']);
});

test('a toxic on both streams has one roll', async () => {
  const both = toxic(
    'slicer',
    { average_size: 1, size_variation: 0, delay: 0 },
    {
      toxicity: 0.5,
      beyond: { bothStreams: true },
    },
  );
  const slices = new Map<number, number>();
  let n = 0;
  const upstream = await serve((socket) => {
    const number = ++n;
    socket.on('data', () => slices.set(number, (slices.get(number) ?? 0) + 1));
    socket.pipe(socket);
  });
  const { proxy, events } = await proxied(upstream, { toxics: [both] });
  for (let each = 0; each < 20; each += 1) {
    const { socket, until, over } = await client(proxy);
    socket.end('abcd');
    await until(4);
    await over;
  }
  const struck = events.flatMap((event) => (event.kind === 'struck' ? [event.connection] : []));
  expect(struck.length).toBeGreaterThan(2);
  expect(struck.length).toBeLessThan(18);
  expect(new Set(struck).size).toBe(struck.length);
  for (const [number, count] of slices) if (count > 1) expect(struck).toContain(number);
});

test('requests on one kept connection are answered by the toxic, or by the server, each rolled for', async () => {
  const { proxy } = await proxied(await web(), {
    toxics: [
      toxic(
        'http_reply',
        { status: 429, headers: 'retry-after: 1', body: 'busy' },
        {
          stream: 'upstream',
          toxicity: 0.5,
          beyond: { perRequest: true },
        },
      ),
    ],
  });
  const ask = asker(proxy);
  const replies: string[] = [];
  for (let n = 0; n < 40; n += 1) replies.push(await ask());
  const busy = replies.filter((reply) => reply === '429 busy').length;
  expect(busy).toBeGreaterThan(8);
  expect(busy).toBeLessThan(32);
  const others = replies.filter((reply) => reply !== '429 busy');
  expect(others).toEqual(Array.from({ length: 40 - busy }, (_, n) => `200 ${n + 1}`));
  expect(proxy.connections()).toBe(1);
});

test('downstream the server has acted, and its reply is lost', async () => {
  const { proxy } = await proxied(await web(), {
    toxics: [toxic('http_reply', { status: 502, headers: '', body: 'lost' })],
  });
  const ask = asker(proxy);
  expect([await ask(), await ask()]).toEqual(['502 lost', '502 lost']);
  await proxy.removeToxic('http_reply_downstream');
  expect(await ask()).toBe('200 3');
});

test('half a close: the client sees the end, the server still hears it', async () => {
  let heard = '';
  const upstream = await serve(
    (socket) => void socket.on('data', (data) => (heard += String(data))),
  );
  const { proxy } = await proxied(upstream, { toxics: [toxic('half_close', { timeout: 0 })] });
  const { socket, over } = await client(proxy);
  expect(await over).toBe('end');
  socket.write('still here');
  await expect.poll(() => heard).toBe('still here');
  expect(proxy.connections()).toBe(1);
});

test('close_after ends a connection on which data flows', async () => {
  const upstream = await serve((socket) => {
    const timer = setInterval(() => socket.write('tick'), 1);
    socket.on('close', () => clearInterval(timer));
  });
  const { proxy } = await proxied(upstream, { toxics: [toxic('close_after', { timeout: 30 })] });
  const { over } = await client(proxy);
  expect(await over).toBe('end');
  await expect.poll(() => proxy.connections()).toBe(0);
});
