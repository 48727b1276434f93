import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { builtMain } from '../testing/built-package.ts';
import { start } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { isAlive } from '../../harness/wire/process/testing/is-alive.ts';
import { linesOf } from '../testing/processes.ts';
import { scenarioText } from '../testing/snippets.ts';

const limitMs = 90_000;

const agent = `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
appendFileSync(process.env.PIDS, process.pid + '\\n');
createServer((request, response) => void setTimeout(() => response.end('done'), 200))
  .listen(Number(process.env.PORT), '127.0.0.1');
`;

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('package.json', '{}');
  const bin = 'node_modules/.bin/brownout';
  await user.write(bin, `#!/usr/bin/env node\nimport(${JSON.stringify(builtMain)});\n`);
  chmodSync(`${user.path}/${bin}`, 0o755);
  await user.write('agent.mjs', agent);
  const system = `service({ command: ['node', 'agent.mjs'], ask: 'POST /',
    env: () => ({ PIDS: process.env.PIDS }) })`;
  await user.write(
    'wire.scenario.ts',
    scenarioText(`export default scenario('x', { ...base, system: ${system}, mutants: {} });`),
  );
});
afterAll(() => user.remove());

/** Starts the command as users do, by a program that does not pass signals on. */
const byNpx = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  start(['npx', 'brownout', ...args], {
    cwd: user.path,
    env: { npm_config_update_notifier: 'false', ...env },
    limitMs: 60_000,
  });

const isServed = (url: string) =>
  fetch(url)
    .then(() => true)
    .catch(() => false);

test.for(['SIGTERM', 'SIGKILL'] as const)(
  'a server that npx started lets its ports go when npx goes by %s',
  { timeout: limitMs },
  async (signal) => {
    for (const line of [['proxy'], ['serve', 'wire.scenario.ts']]) {
      const running = byNpx([...line, '--port', '0']);
      await running.until((said) => /http:\S+/.test(said) && said.includes('\n'));
      const [url = ''] = /http:\/\/[\w.:]+/.exec(running.said()) ?? [];
      expect(await isServed(url)).toBe(true);
      running.kill(signal, 'main');
      // Its output is closed once all that has it is gone.
      await running.ended;
      expect(await isServed(url)).toBe(false);
    }
  },
);

test(
  'a run that npx started ends its agents and reports when npx goes',
  { timeout: limitMs },
  async () => {
    const pids = `${user.path}/pids`;
    const args = ['run', 'wire.scenario.ts', '--runs', '500', '--out', 'out'];
    const running = byNpx(args, { PIDS: pids });
    await expect.poll(() => linesOf(pids).length, { timeout: 40_000 }).toBeGreaterThan(0);
    running.kill('SIGKILL', 'main');
    await running.ended;
    await expect.poll(() => linesOf(pids).some((pid) => isAlive(Number(pid)))).toBe(false);
    expect(user.json('out/report.json')).toMatchObject({ meta: { partial: true } });
  },
);

test(
  'one that was sent off on purpose stays when its parent goes',
  { timeout: limitMs },
  async () => {
    const parent = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [${JSON.stringify(builtMain)}, 'proxy', '--port', '0'],
      { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', (text) => {
      console.log(child.pid + ' ' + text);
      process.exit();
    });`;
    const env = { npm_lifecycle_event: 'start' };
    const { stdout } = await start([process.execPath, '-e', parent], { cwd: user.path, env }).ended;
    const [, pid = '', url = ''] = /^(\d+) .*(http:\/\/[\w.:]+)/.exec(stdout) ?? [];
    onTestFinished(() => void process.kill(Number(pid), 'SIGKILL'));
    // Longer than the command waits between two looks.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await isServed(`${url}/version`)).toBe(true);
  },
);
