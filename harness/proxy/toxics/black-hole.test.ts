import { expect, test } from 'vitest';
import { client, echo, proxied, serve, toxic } from '../sockets/net-fixture.ts';

test('accepts and never answers; taking it off dials for those that wait', async () => {
  let dialed = 0;
  const upstream = await serve((socket) => {
    dialed += 1;
    socket.pipe(socket);
  });
  const { proxy, events } = await proxied(upstream, { toxics: [toxic('black_hole')] });
  const { socket, until, text } = await client(proxy);
  socket.write('hello');
  await expect.poll(() => proxy.bytes().upstream.received).toBe(5);
  expect(events).toContainEqual({ kind: 'struck', connection: 1, toxic: 'black_hole_downstream' });
  expect([dialed, text()]).toEqual([0, '']);
  await proxy.removeToxic('black_hole_downstream');
  expect(await until(5)).toBe('hello');
});

test('a client that says more than anybody keeps has to wait, and loses nothing', async () => {
  const { proxy } = await proxied(await echo(), { toxics: [toxic('black_hole')] });
  const { socket, until } = await client(proxy);
  const size = 5_000_000;
  socket.write('x'.repeat(size));
  await expect.poll(() => proxy.bytes().upstream.received).toBeGreaterThan(64 * 1024);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(proxy.bytes().upstream.received).toBeLessThan(1_000_000);
  await proxy.removeToxic('black_hole_downstream');
  expect(await until(size)).toHaveLength(size);
});

test('a client that gives up is forgotten', async () => {
  const { proxy } = await proxied(await echo(), { toxics: [toxic('black_hole')] });
  const { socket } = await client(proxy);
  socket.end('hello');
  await expect.poll(() => proxy.bytes().upstream.received).toBe(5);
  await expect.poll(() => proxy.connections()).toBe(0);
});

test('connections that were open before are left alone', async () => {
  const { proxy } = await proxied(await echo());
  const { socket, until } = await client(proxy);
  socket.write('a');
  await until(1);
  await proxy.setToxic(toxic('black_hole'));
  socket.write('b');
  expect(await until(2)).toBe('ab');
});
