import { afterEach, expect, test } from 'vitest';
import type { HostCondition } from '../../model/fault/condition.ts';
import type { At, RunningSystem } from '../../model/scenario.ts';
import { service } from '../agent/service.ts';

const at: At = { url: () => '', address: () => '', path: () => '', scratch: '' };
const running: RunningSystem[] = [];

afterEach(async () => {
  for (const system of running.splice(0)) await system.close();
});

// It answers with its process id.
const program = `require('http').createServer((_, reply) => reply.end('p' + process.pid))
  .listen(process.env.PORT, '127.0.0.1')`;

async function start(): Promise<RunningSystem> {
  const command = [process.execPath, '-e', program];
  const system = await service({ command, ask: 'POST /' }).start(at);
  running.push(system);
  return system;
}

/** What it says, or null where it says nothing for so long, or has died. */
async function says(system: RunningSystem, ms = 10_000): Promise<unknown> {
  try {
    return await system.ask({ id: 't', input: '' }, AbortSignal.timeout(ms));
  } catch {
    return null;
  }
}

async function impose(system: RunningSystem, does: 'kill' | 'pause' | 'restart') {
  const hits: number[] = [];
  const lift = await system.hosts?.['agent']?.impose({ on: 'host', does }, (n) => hits.push(n));
  return { hits, lift: lift ?? (() => Promise.reject(new Error('no host'))) };
}

test('pause: it stands still, and is the same process afterwards', async () => {
  const system = await start();
  const before = await says(system);
  const { hits, lift } = await impose(system, 'pause');
  expect(hits).toEqual([0]);
  expect(await says(system, 500)).toBe(null);
  await lift();
  expect(await says(system)).toBe(before);
});

test('kill: it is dead until the fault ends, and then another process', async () => {
  const system = await start();
  const before = await says(system);
  const { hits, lift } = await impose(system, 'kill');
  expect(hits).toEqual([0]);
  expect(await says(system)).toBe(null);
  await lift();
  expect(await says(system)).toMatch(/^p\d+$/);
  expect(await says(system)).not.toBe(before);
});

test('restart: it is another process at once; the end of the fault changes nothing', async () => {
  const system = await start();
  const before = await says(system);
  const { hits, lift } = await impose(system, 'restart');
  const after = await says(system);
  expect({ hits, isOther: after !== before && after !== null }).toEqual({
    hits: [0],
    isOther: true,
  });
  await lift();
  expect(await says(system)).toBe(after);
});

test('one that is dead is not struck, and comes back once', async () => {
  const system = await start();
  const first = await impose(system, 'kill');
  const second = await impose(system, 'kill');
  const third = await impose(system, 'pause');
  expect([second.hits, third.hits]).toEqual([[], []]);
  await third.lift();
  await first.lift();
  const alive = await says(system);
  await second.lift();
  expect(await says(system)).toBe(alive);
});

test.each<HostCondition>([
  { on: 'host', does: 'cut-network' },
  { on: 'host', does: 'limit', cpus: 1, memoryMb: null },
])('$does needs a container, and says so', async (condition) => {
  const system = await start();
  const imposed = system.hosts?.['agent']?.impose(condition, () => {});
  await expect(imposed).rejects.toThrow(/Use container/);
});
