import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { needsRedis } from './needs-redis-fixture.ts';
import { redisAddress } from './redis-server.ts';

const isThere = (address: string) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(Number(address.split(':')[1]), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

it('is one for the process', async ({ skip }) => {
  const address = await needsRedis(skip);
  expect(await redisAddress()).toBe(address);
  expect(await isThere(address)).toBe(true);
});

it.for([
  ['ends', ''],
  ['is killed', "process.kill(process.pid, 'SIGKILL');"],
])('is gone when the process that asked for it %s', async ([, ending], { skip }) => {
  await needsRedis(skip);
  const file = fileURLToPath(new URL('redis-server.ts', import.meta.url));
  const code = `const { redisAddress } = await import(${JSON.stringify(file)});
    console.log(await redisAddress()); ${ending}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let address = '';
  for await (const line of createInterface(child.stdout)) address ||= line;
  expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
  await expect.poll(() => isThere(address), { timeout: 5000 }).toBe(false);
});
