import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { needsRedis } from '../../needs-redis-fixture.ts';
import { CacheDown, redisStore } from './store.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that does this with each connection. */
async function serverThat(does: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    does(socket);
  }).listen(0, '127.0.0.1');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a store that cannot be had', () => {
  it.each([
    ['says nothing', () => {}],
    ['hangs up', (socket: Socket) => socket.destroy()],
    ['resets', (socket: Socket) => socket.resetAndDestroy()],
    ['speaks another language', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s: it counts as down, and is left alone for a while', async (_, does) => {
    let connections = 0;
    const address = await serverThat((socket) => {
      connections += 1;
      does(socket);
    });
    const { use } = redisStore(address, 'test:');
    let nowMs = 1000;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    closing.push(() => now.mockRestore());
    const down = () => expect(use((redis) => redis.get('a'))).rejects.toThrow(CacheDown);
    await Promise.all([down(), down()]);
    await down();
    expect(connections).toBe(1);
    nowMs += 60;
    await down();
    expect(connections).toBe(2);
  });

  it('does not keep the desk from opening', async () => {
    const { warmUp } = redisStore('127.0.0.1:1', 'test:');
    await expect(warmUp()).resolves.toBeUndefined();
  });
});

describe('a store that comes back', () => {
  it('is used again, over a connection of its own', async ({ skip }) => {
    const [host, port] = (await needsRedis(skip)).split(':');
    let isSilent = false;
    const seen: Socket[] = [];
    const address = await serverThat((socket) => {
      seen.push(socket);
      const redis = connect(Number(port), host).on('error', () => {});
      socket
        .on('data', (bytes) => isSilent || redis.write(bytes))
        .on('close', () => redis.destroy());
      redis.on('data', (bytes) => socket.write(bytes)).on('close', () => socket.destroy());
    });
    const { use } = redisStore(address, `test-${process.pid}:`);
    await use((redis) => redis.set('a', '1', { PX: 10_000 }));
    isSilent = true;
    await expect(use((redis) => redis.get('a'))).rejects.toThrow(CacheDown);
    isSilent = false;
    await expect.poll(() => use((redis) => redis.get('a')).catch(() => 'down')).toBe('1');
    expect(seen).toHaveLength(2);
    expect(seen[0]?.destroyed).toBe(true);
  });
});
