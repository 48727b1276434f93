import { expect, test } from 'vitest';
import { client, echo, proxied, toxic } from '../sockets/net-fixture.ts';

test('resets new connections, and leaves open ones alone', async () => {
  const { proxy, events } = await proxied(await echo());
  const open = await client(proxy);
  open.socket.write('a');
  await open.until(1);
  await proxy.setToxic(toxic('refuse'));
  open.socket.write('b');
  expect(await open.until(2)).toBe('ab');
  const late = await client(proxy).catch((error: NodeJS.ErrnoException) => error.code);
  expect(typeof late === 'object' ? await late.over : late).toBe('ECONNRESET');
  const last = { kind: 'close', connection: 2, how: 'reset' };
  await expect.poll(() => events.at(-1)).toMatchObject(last);
});
