import { expect, test } from 'vitest';
import { client, echo, proxied, serve, toxic } from './sockets/net-fixture.ts';

const latency = (ms: number, name = 'latency') =>
  toxic('latency', { latency: ms, jitter: 0 }, { name });

test('a reset is an RST: the client sees ECONNRESET, the server too', async () => {
  const seen: string[] = [];
  const upstream = await serve((socket) => {
    socket.on('error', (error: NodeJS.ErrnoException) => seen.push(error.code ?? '')).resume();
  });
  const toxics = [toxic('reset_peer', { timeout: 0 }, { stream: 'upstream' })];
  const { proxy, events } = await proxied(upstream, { toxics });
  const { socket, over } = await client(proxy);
  socket.write('x');
  expect(await over).toBe('ECONNRESET');
  await expect.poll(() => seen).toEqual(['ECONNRESET']);
  await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['open', 'struck', 'close']);
  expect(events.at(-1)).toMatchObject({ how: 'reset' });
});

test('a reset after the client said its end is still one', async () => {
  const { proxy } = await proxied(await echo(), {
    toxics: [toxic('reset_peer', { timeout: 20 }, { stream: 'upstream' })],
  });
  const { socket, over } = await client(proxy);
  socket.end();
  expect(await over).toBe('ECONNRESET');
});

test('a timeout drops, then closes both sides; taking one off closes, too', async () => {
  const ended: string[] = [];
  const upstream = await serve((socket) => {
    socket.on('end', () => ended.push('end')).on('data', () => socket.write('lost'));
  });
  const { proxy } = await proxied(upstream, { toxics: [toxic('timeout', { timeout: 50 })] });
  const first = await client(proxy);
  first.socket.write('x');
  expect(await first.over).toBe('end');
  expect(first.text()).toBe('');
  await expect.poll(() => ended).toEqual(['end']);
  await proxy.setToxic(toxic('timeout', { timeout: 0 }));
  const second = await client(proxy);
  second.socket.write('x');
  await expect.poll(() => proxy.bytes().downstream.received).toBe(8);
  await proxy.removeToxic('timeout_downstream');
  expect(await second.over).toBe('end');
  await expect.poll(() => proxy.connections()).toBe(0);
});

test('limit_data counts on through a change on a live connection', async () => {
  const { proxy } = await proxied(await echo(), { toxics: [toxic('limit_data', { bytes: 100 })] });
  const { socket, until, over, text } = await client(proxy);
  socket.write('abcd');
  await until(4);
  await proxy.setToxic(toxic('limit_data', { bytes: 6 }));
  socket.write('efgh');
  expect(await over).toBe('end');
  expect(text()).toBe('abcdef');
});

test('slow_close holds the end until it is taken off', async () => {
  const upstream = await serve((socket) => void socket.end('bye'));
  const { proxy, events } = await proxied(upstream, {
    toxics: [toxic('slow_close', { delay: 1_000_000 })],
  });
  const { until, over } = await client(proxy);
  expect(await until(3)).toBe('bye');
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'struck' });
  await proxy.removeToxic('slow_close_downstream');
  expect(await over).toBe('end');
});

test('latency is let go of when it is lowered, and when it is taken off', async () => {
  const { proxy } = await proxied(await echo(), { toxics: [latency(1_000_000)] });
  const { socket, until } = await client(proxy);
  socket.write('a');
  await expect.poll(() => proxy.bytes().downstream.received).toBe(1);
  await proxy.setToxic(latency(1));
  expect(await until(1)).toBe('a');
  await proxy.setToxic(latency(1_000_000, 'second'));
  socket.write('b');
  await expect.poll(() => proxy.bytes().downstream.received).toBe(2);
  await proxy.removeToxic('second');
  expect(await until(2)).toBe('ab');
});

test('toxicity is rolled for each connection, the same for the same seed', async () => {
  const upstream = await echo();
  const struck = async (seed: number) => {
    const toxics = [toxic('latency', { latency: 0, jitter: 0 }, { toxicity: 0.5 })];
    const { proxy, events } = await proxied(upstream, { toxics, seed });
    for (let n = 0; n < 40; n += 1) {
      const { socket, until, over } = await client(proxy);
      socket.end('x');
      await until(1);
      await over;
    }
    return events.flatMap((event) => (event.kind === 'struck' ? [event.connection] : []));
  };
  const some = await struck(1);
  expect(some.length).toBeGreaterThan(8);
  expect(some.length).toBeLessThan(32);
  expect(await struck(1)).toEqual(some);
  expect(await struck(2)).not.toEqual(some);
});

test('a change of toxicity is felt by connections that are open', async () => {
  const { proxy } = await proxied(await echo(), {
    toxics: [toxic('timeout', { timeout: 0 }, { toxicity: 0 })],
  });
  const { socket, until, text } = await client(proxy);
  socket.write('a');
  await until(1);
  await proxy.setToxic(toxic('timeout', { timeout: 0 }));
  socket.write('b');
  await expect.poll(() => proxy.bytes().downstream.received).toBe(2);
  await proxy.setToxic(toxic('timeout', { timeout: 0 }, { toxicity: 0 }));
  socket.write('c');
  expect(await until(2)).toBe('ac');
  expect(text()).toBe('ac');
});

test('upstream toxics are listed first, each direction in order; a change keeps its place', async () => {
  const { proxy } = await proxied(await echo());
  const names = () => proxy.toxics().map(({ name }) => name);
  await proxy.setToxic(latency(1, 'a'));
  await proxy.setToxic(toxic('noop', {}, { name: 'b', stream: 'upstream' }));
  await proxy.setToxic(latency(2, 'c'));
  expect(names()).toEqual(['b', 'a', 'c']);
  await proxy.setToxic(latency(5, 'a'));
  expect(names()).toEqual(['b', 'a', 'c']);
  await proxy.removeToxic('a');
  await proxy.removeToxic('never was');
  expect(names()).toEqual(['b', 'c']);
});
