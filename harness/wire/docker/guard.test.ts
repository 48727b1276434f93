import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sleep } from '../../model/clock.ts';
import { openEngine } from './engine.ts';
import { hasGone } from './owner.ts';
import { sweep } from './sweep.ts';
import { needingDocker, noDocker, nodeImage, onEngine } from './testing/needs-docker.ts';

let folder = '';
const wire = path.join(import.meta.dirname, '..');
const harnesses: ChildProcess[] = [];

afterAll(() => {
  // Tests run side by side: none may end what is another's.
  for (const harness of harnesses) harness.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const serving = `require('http').createServer((_, r) => r.end()).listen(8080)`;
const command = `['node', '-e', "${serving}"]`;

const alone = `container({ image: '${nodeImage}', command: ${command}, port: 8080, ask: 'POST /' })`;

const together = `compose('./docker-compose.yml', { service: 'agent', port: 8080, ask: 'POST /' })`;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'brownout-guard-'));
  writeFileSync(
    path.join(folder, 'docker-compose.yml'),
    JSON.stringify({
      services: {
        agent: { image: nodeImage, command: ['node', '-e', serving], volumes: ['kept:/k'] },
      },
      volumes: { kept: {} },
    }),
  );
});

/** A harness of its own with an agent on the engine; resolves once that runs. */
async function harness(then: string, env: NodeJS.ProcessEnv = process.env, system = alone) {
  const file = path.join(folder, `harness-${harnesses.length}.ts`);
  writeFileSync(
    file,
    `import { compose } from '${wire}/agent/compose.ts';
     import { container } from '${wire}/agent/container.ts';
     import { owner } from '${wire}/docker/owner.ts';
     const running = await ${system}.start({ url: () => '', address: () => '', scratch: '' });
     console.log(owner());
     ${then}`,
  );
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    cwd: folder,
  });
  harnesses.push(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as string | number);
  const first = once(createInterface({ input: child.stdout }), 'line').then(([line]) => line);
  const owner = String(await Promise.race([first, ended]));
  expect(owner, errors).toMatch(/-/);
  expect(await onEngine(owner)).toHaveLength(system === alone ? 1 : 3);
  return { child, ended, owner };
}

const waiting = 'setInterval(() => {}, 1000);';

/** Waits, at most 20 s, until nothing of that process is on the engine. */
async function untilNothing(owner: string): Promise<readonly string[]> {
  for (let look = 0; look < 200; look += 1) {
    if ((await onEngine(owner)).length === 0) return [];
    await sleep(100);
  }
  return onEngine(owner);
}

describe.skipIf(noDocker !== '').concurrent(needingDocker('nothing is left on the engine'), () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('after %s, by its end', async (signal) => {
    const { child, ended, owner } = await harness(waiting);
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(await onEngine(owner)).toEqual([]);
  });

  test('after a plain end, by its end', async () => {
    const { ended, owner } = await harness('await running.close();');
    expect(await ended).toBe(0);
    expect(await onEngine(owner)).toEqual([]);
  });

  test.each([
    ['an exit in the middle', 'process.exit(3);', 3],
    ['an uncaught error', 'throw new Error("expected by this test");', 1],
    ['kill -9', 'process.kill(process.pid, "SIGKILL");', 'SIGKILL'],
  ])('soon after %s', async (_, then, how) => {
    const { ended, owner } = await harness(then);
    expect(await ended).toBe(how);
    expect(await untilNothing(owner)).toEqual([]);
  });

  test.each([
    ['SIGTERM', 'process.kill(process.pid, "SIGTERM");'],
    ['SIGKILL', 'process.kill(process.pid, "SIGKILL");'],
  ])('of a Compose project, after %s', async (how, then) => {
    const { ended, owner } = await harness(`${then} ${waiting}`, process.env, together);
    expect(await ended).toBe(how);
    expect(await untilNothing(owner)).toEqual([]);
  });

  test('where there is no docker command, the next harness removes it', async () => {
    const env = { ...process.env, PATH: '/nowhere' };
    const { child, ended, owner } = await harness(waiting, env);
    const { docker } = await openEngine();
    // Its owner lives: it is left alone.
    await sweep(docker, (name) => name === owner && hasGone(name));
    expect(await onEngine(owner)).toHaveLength(1);
    child.kill('SIGKILL');
    await ended;
    const next = await harness('await running.close();');
    await next.ended;
    expect(await onEngine(owner)).toEqual([]);
  });
});
