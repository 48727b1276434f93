import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { client, echo, proxied, serve, toxic } from './sockets/net-fixture.ts';
import type { Proxy } from './proxy.ts';
import type { Toxic } from './toxic.ts';

const blockBytes = 1024 * 1024;

/** The nth block of a body of which no two are alike. */
function block(n: number): Buffer {
  const data = Buffer.alloc(blockBytes, `block ${n} `);
  data.writeUInt32BE(n, blockBytes - 4);
  return data;
}

async function sendBlocks(socket: Socket, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    if (!socket.write(block(n))) await once(socket, 'drain');
  }
  socket.end();
}

async function hashOf(socket: Socket): Promise<string> {
  const hash = createHash('sha256');
  for await (const data of socket as AsyncIterable<Buffer>) hash.update(data);
  return hash.digest('hex');
}

function hashOfBlocks(count: number): string {
  const hash = createHash('sha256');
  for (let n = 0; n < count; n += 1) hash.update(block(n));
  return hash.digest('hex');
}

function connectTo(proxy: Proxy): Socket {
  const [host = '', port] = proxy.route().listen.split(':');
  const socket = connect({ host, port: Number(port), allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  return socket.on('error', () => {});
}

const harmless: readonly Toxic[] = [
  toxic('latency', { latency: 3, jitter: 2 }, { name: 'a' }),
  toxic('slicer', { average_size: 9_000, size_variation: 1_000, delay: 0 }, { name: 'b' }),
  toxic('bandwidth', { rate: 200_000 }, { name: 'c', stream: 'upstream' }),
  toxic('latency', { latency: 1, jitter: 0 }, { name: 'd', beyond: { bothStreams: true } }),
  toxic('noop', {}, { name: 'e', stream: 'upstream' }),
  toxic('slow_close', { delay: 1 }, { name: 'f' }),
  toxic('latency', { latency: 2, jitter: 0 }, { name: 'g', toxicity: 0.5 }),
];

/** Puts toxics on, sets them anew and takes them off, one change a turn, until `done`. */
async function churn(proxy: Proxy, done: Promise<unknown>): Promise<number> {
  let isDone = false;
  void done.finally(() => (isDone = true));
  let changes = 0;
  while (!isDone) {
    const each = harmless[(changes * 5) % harmless.length]!;
    if (changes % 3 === 2) await proxy.removeToxic(each.name);
    else await proxy.setToxic(each);
    changes += 1;
    await new Promise((resolve) => setTimeout(resolve, changes % 2));
  }
  for (const { name } of proxy.toxics()) await proxy.removeToxic(name);
  return changes;
}

test('32 MB each way, while toxics come and go, arrive byte for byte', async () => {
  const upstream = await echo();
  const { proxy } = await proxied(upstream);
  const socket = connectTo(proxy);
  const got = hashOf(socket);
  void sendBlocks(socket, 32);
  const changes = await churn(proxy, got);
  expect(await got).toBe(hashOfBlocks(32));
  expect(changes).toBeGreaterThan(20);
  const size = 32 * blockBytes;
  expect(proxy.bytes()).toEqual({
    upstream: { received: size, sent: size },
    downstream: { received: size, sent: size },
  });
});

test('65,535 writes of two bytes, while toxics come and go, arrive in order', async () => {
  const { proxy } = await proxied(await echo());
  const socket = connectTo(proxy).setNoDelay(true);
  const expected = Buffer.alloc(65_535 * 2);
  for (let n = 0; n < 65_535; n += 1) expected.writeUInt16BE(n, n * 2);
  const got = (async () => {
    const all: Buffer[] = [];
    for await (const data of socket as AsyncIterable<Buffer>) all.push(data);
    return Buffer.concat(all);
  })();
  const send = async () => {
    for (let n = 0; n < 65_535; n += 1) {
      socket.write(expected.subarray(n * 2, n * 2 + 2));
      if (n % 256 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    socket.end();
  };
  void send();
  expect(await churn(proxy, got)).toBeGreaterThan(5);
  expect((await got).equals(expected)).toBe(true);
});

test('a thousand connections opened and closed leave nothing behind', async () => {
  const { proxy, events } = await proxied(await echo(), { toxics: harmless });
  const open = () => process.getActiveResourcesInfo().filter((kind) => /TCP|Timeout/.test(kind));
  const before = open().length;
  const one = async () => {
    const { socket, until, over } = await client(proxy);
    socket.end('x');
    expect(await until(1)).toBe('x');
    await over;
    socket.destroy();
  };
  for (let n = 0; n < 50; n += 1) await Promise.all(Array.from({ length: 20 }, one));
  await expect.poll(() => proxy.connections()).toBe(0);
  await expect.poll(() => open().length).toBeLessThanOrEqual(before);
  expect(events.filter(({ kind }) => kind === 'open')).toHaveLength(1000);
  expect(events.filter(({ kind }) => kind === 'close')).toHaveLength(1000);
});

/** How much came in before the sender had to wait: when that stands still. */
async function standstill(proxy: Proxy): Promise<number> {
  let last = -1;
  for (let still = 0; still < 5;) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { received } = proxy.bytes().downstream;
    still = received > 0 && received === last ? still + 1 : 0;
    last = received;
  }
  return last;
}

test.each([
  ['no toxic', []],
  ['latency', [toxic('latency', { latency: 20, jitter: 0 })]],
  ['no bandwidth', [toxic('bandwidth', { rate: 0 })]],
])('a client that never reads makes the server wait, with %s', async (_, toxics) => {
  const upstream = await serve((socket) => void sendBlocks(socket, 80).catch(() => {}));
  const { proxy } = await proxied(upstream, { toxics });
  const socket = connectTo(proxy).pause();
  await once(socket, 'connect');
  expect(await standstill(proxy)).toBeLessThan(60 * blockBytes);
  await proxy.removeToxic('bandwidth_downstream');
  expect(await hashOf(socket)).toBe(hashOfBlocks(80));
});
