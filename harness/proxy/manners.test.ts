import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { draws, integer, pick, type Draw } from '../model/random.ts';
import { initialAttributes } from './check-toxic.ts';
import { client, proxied, serve, toxic } from './sockets/net-fixture.ts';
import type { Proxy } from './proxy.ts';
import { toxicKinds } from './toxics/index.ts';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Does what peers do, good manners or none, a few times. */
async function behave(socket: Socket, draw: Draw): Promise<void> {
  socket.on('error', () => {});
  for (let n = integer(draw, 1, 5); n > 0 && !socket.destroyed; n -= 1) {
    const act = pick(draw, [
      'write',
      'write',
      'flood',
      'pause',
      'resume',
      'end',
      'reset',
      'destroy',
    ]);
    if (act === 'write' && socket.writable) socket.write('GET / HTTP/1.1\r\n\r\n');
    if (act === 'flood' && socket.writable) socket.write(Buffer.alloc(70_000));
    if (act === 'pause') socket.pause();
    if (act === 'resume') socket.resume();
    if (act === 'end') socket.end();
    if (act === 'reset') socket.resetAndDestroy();
    if (act === 'destroy') socket.destroy();
    await wait(integer(draw, 0, 3));
  }
}

/** Puts any toxic on, in any way, or takes one off. */
async function poison(proxy: Proxy, draw: Draw): Promise<void> {
  const kind = pick(draw, toxicKinds);
  const stream = pick(draw, ['upstream', 'downstream'] as const);
  if (draw() < 0.4) return proxy.removeToxic(`${kind.type}_${stream}`);
  const whole = Object.entries(initialAttributes(kind)).map(([name, initial]) => {
    const isSmall = typeof initial === 'number' && !['status', 'size_variation'].includes(name);
    return [name, isSmall ? integer(draw, 1, 20) : initial] as const;
  });
  const beyond = { perRequest: draw() < 0.3, bothStreams: draw() < 0.3 };
  const toxicity = pick(draw, [0.5, 1]);
  return proxy.setToxic(toxic(kind.type, Object.fromEntries(whole), { stream, toxicity, beyond }));
}

test('whatever peers and toxics do to connections, all end, and the proxy goes on', async () => {
  const draw = draws(1, 'manners');
  let isAfter = false;
  const upstream = await serve((socket) => {
    if (isAfter) socket.pipe(socket);
    else void behave(socket, draw);
  });
  const { proxy, events } = await proxied(upstream);
  const one = async () => {
    const made = await client(proxy).catch(() => null);
    if (!made) return;
    await behave(made.socket, draw);
    made.socket.destroy();
  };
  for (let n = 0; n < 60; n += 1) {
    await poison(proxy, draw);
    await Promise.all([one(), one(), one(), one(), one(), one()]);
  }
  for (const { name } of proxy.toxics()) await proxy.removeToxic(name);
  isAfter = true;
  const last = await client(proxy);
  last.socket.write('still there?');
  expect(await last.until(12)).toBe('still there?');
  await proxy.stop();
  const count = (kind: string) => events.filter((event) => event.kind === kind).length;
  expect(count('open')).toBeGreaterThan(300);
  expect(count('close')).toBe(count('open'));
  expect(proxy.connections()).toBe(0);
});
