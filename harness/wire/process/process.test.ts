import { afterEach, expect, test } from 'vitest';
import { aborted } from './aborted.ts';
import { keepLines } from './lines.ts';
import { isAlive } from './testing/is-alive.ts';
import { startChild, type Child, type ChildOptions } from './process.ts';

const started: Child[] = [];
const env = { PATH: process.env['PATH'] ?? '' };

afterEach(async () => {
  for (const child of started.splice(0)) await child.kill(0);
});

async function node(code: string, more: Partial<ChildOptions> = {}): Promise<Child> {
  const command = [process.execPath, '-e', code];
  const child = await startChild({ command, cwd: '/', env, lines: keepLines(), ...more });
  started.push(child);
  return child;
}

test('its end and all of its output are known when it is gone', async () => {
  const lines = keepLines();
  const code = 'console.log("out"); console.error("err"); process.exitCode = 3';
  const child = await node(code, { lines });
  expect(child.ended()).toBe(null);
  await aborted(child.gone);
  expect(child.ended()).toBe('exit code 3');
  expect(lines.last().toSorted()).toEqual(['err', 'out']);
});

test('PWD is the folder that it is started in', async () => {
  const lines = keepLines();
  const more = { lines, cwd: '/usr', env: { ...env, PWD: '/tmp' } };
  const child = await node('console.log(process.env.PWD, process.cwd())', more);
  await aborted(child.gone);
  expect(lines.last()).toEqual(['/usr /usr']);
});

test('input goes to stdin, output comes back in bytes', async () => {
  const chunks: string[] = [];
  const child = await node('process.stdin.pipe(process.stdout)', {
    input: 'grüße',
    onOutput: (from, chunk) => chunks.push(`${from}: ${chunk.toString()}`),
  });
  await aborted(child.gone);
  expect(chunks).toEqual(['stdout: grüße']);
});

test('a child that leaves without reading its input is no error', async () => {
  const child = await node('', { input: 'x'.repeat(4_000_000) });
  await aborted(child.gone);
  expect(child.ended()).toBe('exit code 0');
});

test('kill lets it clean up, and makes an end of one that will not', async () => {
  const [polite, stubborn] = [keepLines(), keepLines()];
  const stay = 'setInterval(() => {}, 1e6); console.log("up");';
  const bye = 'process.on("SIGTERM", () => { console.log("bye"); process.exit(0) });';
  const goes = await node(bye + stay, { lines: polite });
  const stays = await node('process.on("SIGTERM", () => {});' + stay, { lines: stubborn });
  await Promise.all([says(polite, 'up'), says(stubborn, 'up')]);
  await goes.kill();
  expect(goes.ended()).toBe('exit code 0');
  expect(polite.last()).toEqual(['up', 'bye']);
  await stays.kill(50);
  expect(stays.ended()).toBe('signal SIGKILL');
  await stays.kill();
});

test('what it started dies with it, whether it is killed or ends by itself', async () => {
  for (const end of ['kill', 'exit']) {
    const lines = keepLines();
    const child = await node(
      `const { spawn } = require('node:child_process');
       const grandchild = spawn('sleep', ['1000'], { stdio: 'inherit' });
       console.log(String(grandchild.pid));
       ${end === 'exit' ? 'setTimeout(() => process.exit(0), 10)' : ''}`,
      { lines },
    );
    const pid = Number(await says(lines, /^\d+$/));
    expect(isAlive(pid)).toBe(true);
    if (end === 'kill') await child.kill(0);
    await aborted(child.gone);
    await until(() => !isAlive(pid));
  }
});

test('what cannot start says so', async () => {
  const command = ['no-such-program-anywhere', 'x'];
  await expect(node('', { command })).rejects.toMatchObject({
    code: 'system-died',
    expected: '`no-such-program-anywhere x` to start in /',
    got: 'command not found: no-such-program-anywhere',
  });
  // Found, but too long a command line for the system to take.
  const long = [process.execPath, 'x'.repeat(5_000_000)];
  await expect(node('', { command: long })).rejects.toMatchObject({
    code: 'system-died',
    got: expect.stringContaining('E2BIG'),
  });
});

function says(lines: ReturnType<typeof keepLines>, what: string | RegExp): Promise<string> {
  const matches = (line: string) => (typeof what === 'string' ? line === what : what.test(line));
  const before = lines.last().find(matches);
  if (before !== undefined) return Promise.resolve(before);
  return new Promise((resolve) => lines.watch((line) => matches(line) && resolve(line)));
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !holds(); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(holds()).toBe(true);
}
