import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, test } from 'vitest';
import { onExit } from './cleanup.ts';
import { isAlive } from './testing/is-alive.ts';

const folder = mkdtempSync(join(tmpdir(), 'brownout-cleanup-'));
const here = import.meta.dirname;
const harnesses: ChildProcess[] = [];

afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A harness of its own that runs `code`; its lines come one by one, its end in the end. */
function harness(name: string, code: string) {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, `import { onExit } from '${here}/cleanup.ts';\n${startAgent}\n${code}`);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  harnesses.push(child);
  const lines: string[] = [];
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const reader = createInterface({ input: child.stdout! });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]);
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (text: string) => pattern.test(text) && resolve(text);
      lines.forEach(look);
      reader.on('line', look);
      reader.once('close', () => reject(new Error(`it only said: ${lines.join(' | ')} ${errors}`)));
    });
  return { child, lines, line, ended: ended.then(([[code, signal]]) => signal ?? code) };
}

const startAgent = `
import { startChild } from '${here}/process.ts';
import { keepLines } from '${here}/lines.ts';
const agent = () => startChild({
  // A shell with a child of its own, both deaf to what a terminal sends.
  command: ['sh', '-c', "trap '' INT TERM HUP; sleep 1000 & wait"],
  cwd: '/', env: { PATH: process.env.PATH ?? '' }, lines: keepLines(),
});
const up = (child: { pid: number }) => console.log('agent ' + child.pid);
`;

test('after a signal: undos latest first, once each, one that fails in the middle; then its code', async () => {
  const code = `
    const say = (text: string, ms = 0) => () => new Promise<void>((resolve) => setTimeout(() => {
      console.log(text);
      resolve();
    }, ms));
    onExit(say('first'));
    onExit(() => { throw new Error('fails'); });
    const forget = onExit(say('forgotten'));
    onExit(say('last', 20));
    forget();
    setInterval(() => {}, 1e6);
    console.log('up');`;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const { child, lines, line, ended } = harness('order', code);
    await line(/^up$/);
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(lines).toEqual(['up', 'last', 'first']);
  }
});

test('a shell sees 143 after SIGTERM, as of any program', async () => {
  const { line, ended, lines } = harness(
    'code',
    `import { spawnSync } from 'node:child_process';
     const inner = "import { onExit } from '${here}/cleanup.ts'; onExit(() => {}); "
       + "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1e6);";
     const shell = spawnSync('sh', ['-c', '"$0" --input-type=module -e "$1"; echo $?',
       process.execPath, inner]);
     console.log(String(shell.stdout));`,
  );
  await line(/^\d+$/);
  expect(await ended).toBe(0);
  expect(lines).toContain('143');
});

test('an undo that hangs does not hold up the next; a second signal does not wait', async () => {
  const code = `
    onExit(() => console.log('next'));
    onExit(() => { console.log('hangs'); return new Promise(() => {}); });
    setInterval(() => {}, 1e6);
    console.log('up');`;
  const patient = harness('hang', code);
  await patient.line(/^up$/);
  patient.child.kill('SIGTERM');
  const hasty = harness('hasty', code);
  await hasty.line(/^up$/);
  hasty.child.kill('SIGTERM');
  await hasty.line(/^hangs$/);
  hasty.child.kill('SIGINT');
  expect(await hasty.ended).toBe('SIGINT');
  expect(await patient.ended).toBe('SIGTERM');
  expect(patient.lines).toEqual(['up', 'hangs', 'next']);
  expect(hasty.lines).toEqual(['up', 'hangs', 'next']);
});

test('no listener is left where nothing is to be undone', () => {
  const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'disconnect'];
  const count = () => events.map((event) => process.listenerCount(event));
  const before = count();
  const forget = [onExit(() => {}), onExit(() => {})];
  expect(count()).toEqual(before.map((n) => n + 1));
  for (const one of forget) one();
  forget[0]!();
  expect(count()).toEqual(before);
});

test.each<[string, string, (child: ChildProcess) => unknown, unknown]>([
  ['SIGTERM', 'setInterval(() => {}, 1e6);', (child) => child.kill('SIGTERM'), 'SIGTERM'],
  ['SIGINT', 'setInterval(() => {}, 1e6);', (child) => child.kill('SIGINT'), 'SIGINT'],
  ['kill -9', 'setInterval(() => {}, 1e6);', (child) => child.kill('SIGKILL'), 'SIGKILL'],
  ['process.exit', "process.on('message', () => process.exit(4));", (c) => c.send('go'), 4],
  ['an error', "process.on('message', () => { throw 'oops'; });", (c) => c.send('go'), 1],
  ['its parent leaving', '', (child) => child.disconnect(), 0],
])('no agent outlives its harness after %s', async (name, wait, strike, expected) => {
  const code = `up(await agent()); up(await agent()); ${wait} console.log('up');`;
  const { child, lines, line, ended } = harness(name.replaceAll(/\W/g, '-'), code);
  await line(/^up$/);
  const pids = lines
    .filter((text) => text.startsWith('agent'))
    .map((text) => Number(text.slice(6)));
  expect(pids.map(isAlive)).toEqual([true, true]);
  strike(child);
  expect(await ended).toBe(expected);
  await until(() => !pids.some(isAlive));
});

test('no agent outlives a worker thread that is terminated', async () => {
  writeFileSync(
    join(folder, 'thread.ts'),
    `${startAgent}
     import { parentPort } from 'node:worker_threads';
     parentPort!.postMessage((await agent()).pid);
     setInterval(() => {}, 1e6);`,
  );
  const { line, child } = harness(
    'threads',
    `import { Worker } from 'node:worker_threads';
     const worker = new Worker('${join(folder, 'thread.ts')}');
     worker.once('message', (pid) => up({ pid }));
     process.on('message', async () => { await worker.terminate(); console.log('over'); });`,
  );
  const pid = Number((await line(/^agent/)).slice(6));
  expect(isAlive(pid)).toBe(true);
  child.send('go');
  await line(/^over$/);
  await until(() => !isAlive(pid));
  expect(child.exitCode).toBe(null);
});

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 4_000 && !holds(); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(holds()).toBe(true);
}
