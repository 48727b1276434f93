import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { isAlive } from '../process/testing/is-alive.ts';
import { services } from './services-fixture.ts';

const { start, ask } = services();
const folder = mkdtempSync(join(tmpdir(), 'brownout-daemon-'));
afterAll(() => rmSync(folder, { recursive: true }));

const isLinux = process.platform === 'linux';
if (!isLinux) console.log('skipped: daemons, which are found by /proc, as this is not Linux');

/** Forks twice, into a session of its own, and leaves a process that is deaf to signals. */
const daemon = [
  'sh',
  '-c',
  `setsid sh -c "trap '' INT TERM HUP; sh -c 'exec sleep 1000' & echo \\$\\$ >\\"$0\\"; wait" </dev/null >/dev/null 2>&1 &
   while [ ! -s "$0" ]; do sleep 0.01; done; echo up`,
];

function pidIn(file: string): number {
  return Number(readFileSync(file, 'utf8'));
}

describe.skipIf(!isLinux)('a daemon that an agent leaves behind', () => {
  test('lives while the run does, and is gone when it is', async () => {
    const file = join(folder, 'own');
    const system = await start({ command: [...daemon, file], ask: 'stdin' });
    expect(await ask(system, 'x')).toBe('up');
    const pid = pidIn(file);
    expect(isAlive(pid)).toBe(true);
    await system.close();
    expect(isAlive(pid)).toBe(false);
  });

  const harnesses: ChildProcess[] = [];
  afterEach(() => {
    for (const harness of harnesses.splice(0)) harness.kill('SIGKILL');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('is gone after %s, too', async (signal) => {
    const file = join(folder, signal);
    const code = join(folder, `${signal}.ts`);
    writeFileSync(
      code,
      `import { service } from '${import.meta.dirname}/service.ts';
       const command = ${JSON.stringify([...daemon, file])};
       const at = { url: () => '', address: () => '', scratch: '/tmp' };
       const system = await service({ command, ask: 'stdin' }).start(at);
       console.log(await system.ask({ id: 'a', input: 'x' }, new AbortController().signal));
       setInterval(() => {}, 1e6);`,
    );
    const harness = spawn(process.execPath, [code], { stdio: ['ignore', 'pipe', 'inherit'] });
    harnesses.push(harness);
    const ended = once(harness, 'exit');
    await once(harness.stdout, 'data');
    const pid = pidIn(file);
    expect(isAlive(pid)).toBe(true);
    harness.kill(signal);
    expect(await ended).toEqual([null, signal]);
    for (let i = 0; i < 500 && isAlive(pid); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(isAlive(pid)).toBe(false);
  });
});
