import { expect, onTestFinished, test } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { privateLookup } from './sockets/private-network.ts';
import { blackHole, client, echo, proxied, serve, toxic } from './sockets/net-fixture.ts';
import { openProxy } from './open-proxy.ts';

test('carries both ways, counts bytes, and tells of the connection', async () => {
  const { proxy, events } = await proxied(await echo());
  expect(proxy.isEnabled()).toBe(true);
  const { socket, until, over } = await client(proxy);
  socket.write('hello');
  expect(await until(5)).toBe('hello');
  expect(proxy.connections()).toBe(1);
  expect(proxy.bytes()).toEqual({
    upstream: { received: 5, sent: 5 },
    downstream: { received: 5, sent: 5 },
  });
  socket.end();
  expect(await over).toBe('end');
  await expect.poll(() => proxy.connections()).toBe(0);
  expect(events).toEqual([
    { kind: 'open', connection: 1 },
    { kind: 'close', connection: 1, how: 'end', receivedBytes: 5, sentBytes: 5 },
  ]);
  expect(proxy.bytes().downstream).toEqual({ received: 5, sent: 5 });
});

test('half a close is carried through: the answer to all that was sent still arrives', async () => {
  const upstream = await serve((socket) => {
    let size = 0;
    socket.on('data', (data) => (size += data.length));
    socket.on('end', () => socket.end(`got ${size}`));
  });
  const { proxy } = await proxied(upstream);
  const { socket, over, text } = await client(proxy);
  socket.end(Buffer.alloc(300_000));
  expect(await over).toBe('end');
  expect(text()).toBe('got 300000');
});

test('a name is looked at again for each connection: it may lead elsewhere by now', async () => {
  const upstream = await echo();
  const [, port = ''] = upstream.split(':');
  const found = [['127.0.0.1'], ['93.184.216.34'], ['127.0.0.1']];
  const lookup = privateLookup(async () => found.shift() ?? []);
  const { proxy, events } = await proxied(`moving.example:${port}`, { lookup });
  for (const says of ['one', '', 'three']) {
    const one = await client(proxy);
    one.socket.write(says || 'two');
    if (says === '') expect(await one.over).toMatch(/end|ECONNRESET/);
    else expect(await one.until(says.length)).toBe(says);
    one.socket.destroy();
  }
  const closed = () => events.flatMap((event) => (event.kind === 'close' ? [event.how] : []));
  await expect.poll(() => closed().includes('refused') && closed().length).toBe(3);
});

test('a refused upstream: the client connects, then sees the end', async () => {
  const { proxy, events } = await proxied('127.0.0.1:1');
  const { over } = await client(proxy);
  expect(await over).toBe('end');
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'close', how: 'refused' });
});

test.each(['no-such-host.invalid:80', 'no address'])(
  'an upstream of %s: the same',
  async (upstream) => {
    const { proxy, events } = await proxied(upstream);
    const { over } = await client(proxy);
    expect(await over).toBe('end');
    await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'close', how: 'refused' });
  },
);

test('an upstream that resets is an end for the client', async () => {
  const { proxy } = await proxied(await serve((socket) => void socket.resetAndDestroy()));
  const { over } = await client(proxy);
  expect(await over).toBe('end');
  await expect.poll(() => proxy.connections()).toBe(0);
});

test('a client that resets takes its upstream with it', async () => {
  const ended: string[] = [];
  const upstream = await serve((socket) => {
    socket.on('data', () => socket.write('ok')).on('end', () => ended.push('end'));
  });
  const { proxy } = await proxied(upstream);
  const { socket, until } = await client(proxy);
  socket.write('x');
  await until(2);
  socket.resetAndDestroy();
  await expect.poll(() => ended).toEqual(['end']);
  await expect.poll(() => proxy.connections()).toBe(0);
});

test('stop drops every connection, keeps toxics, and a start takes another free port', async () => {
  const { proxy, events } = await proxied(await echo(), { toxics: [toxic('noop')] });
  const { socket, until, over } = await client(proxy);
  socket.write('x');
  await until(1);
  await proxy.stop();
  expect(proxy.isEnabled()).toBe(false);
  expect(proxy.route().listen).toBe('127.0.0.1:0');
  expect(await over).toBe('end');
  expect(proxy.connections()).toBe(0);
  expect(events.at(-1)).toMatchObject({ kind: 'close', how: 'stopped' });
  await proxy.start();
  const again = await client(proxy);
  again.socket.write('y');
  expect(await again.until(1)).toBe('y');
  expect(proxy.toxics()).toEqual([toxic('noop')]);
});

test('a port in use rejects, and the proxy stays stopped', async () => {
  const taken = await echo();
  const proxy = openProxy({ name: 'second', route: { listen: taken, upstream: taken } });
  await expect(proxy.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(proxy.isEnabled()).toBe(false);
});

test('an address to listen on that is none is the mistake of the user', async () => {
  const route = { listen: '127.0.0.1', upstream: '127.0.0.1:1' };
  await expect(openProxy({ name: 'bad', route }).start()).rejects.toThrow(HarnessError);
});

test('every address of this machine is named as Go names it', async () => {
  const upstream = await echo();
  const route = { listen: '0.0.0.0:0', upstream };
  const proxy = openProxy({ name: 'any', route });
  await proxy.start();
  onTestFinished(() => proxy.stop());
  expect(proxy.route().listen).toMatch(/^\[::\]:\d+$/);
});

test('an upstream that never answers the dial delays nobody, and is given up in time', async () => {
  const { proxy: black, events } = await proxied(await blackHole(), { dialMs: 300 });
  const waiting = [await client(black), await client(black)];
  await expect.poll(() => black.connections()).toBe(2);
  const { proxy } = await proxied(await echo());
  const { socket, until } = await client(proxy);
  socket.write('now');
  expect(await until(3)).toBe('now');
  for (const { over } of waiting) expect(await over).toBe('end');
  await expect
    .poll(() => events.map(({ kind }) => kind))
    .toEqual(['open', 'open', 'close', 'close']);
  expect(events.at(-1)).toMatchObject({ kind: 'close', how: 'refused' });
});
