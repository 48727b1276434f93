import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { client, echo, proxied, toxic } from '../sockets/net-fixture.ts';
import { down } from './down.ts';
import { latency } from './latency.ts';

test('resets open connections and new ones, until it is taken off', async () => {
  const { proxy, events } = await proxied(await echo());
  const open = await client(proxy);
  open.socket.write('a');
  await open.until(1);
  await proxy.setToxic(toxic('down'));
  expect(await open.over).toBe('ECONNRESET');
  const late = await client(proxy).catch((error: NodeJS.ErrnoException) => error.code);
  expect(typeof late === 'object' ? await late.over : late).toBe('ECONNRESET');
  await expect.poll(() => events.filter(({ kind }) => kind === 'struck')).toHaveLength(2);
  await proxy.removeToxic('down_downstream');
  const again = await client(proxy);
  again.socket.write('c');
  expect(await again.until(1)).toBe('c');
});

test('what others hold is dropped with the connection', () => {
  const { put, send, log, clock, chain } = rig();
  put(latency, { latency: 100 });
  send('a');
  put(down);
  clock.pass(1000);
  expect(log).toEqual(['0 reset']);
  expect([chain.isOver(), chain.heldBytes(), clock.timers()]).toEqual([true, 0, 0]);
});
