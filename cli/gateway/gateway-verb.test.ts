import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brownout, startBrownout } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { expectRefused } from '../testing/served-provider.ts';

let user: Folder;
const mock = new LLMock({ port: 0, logLevel: 'silent' });
mock.onMessage(/./, { content: 'From upstream.' });
beforeAll(async () => {
  user = await folderInside();
  await mock.start();
  await user.write('conf/answers.json', JSON.stringify([{ reply: 'Scripted.' }]));
});
afterAll(async () => {
  await mock.stop();
  await user.remove();
});

const write = (name: string, routes: readonly object[]) =>
  user.write(name, JSON.stringify({ routes }));

async function said(baseURL: string, headers: Record<string, string> = {}) {
  const base = { baseURL, maxRetries: 0, defaultHeaders: headers };
  const openai = new OpenAI({ apiKey: 'sk-planted-key-0123456789', ...base });
  const messages = [{ role: 'user' as const, content: 'Hi' }];
  const { choices } = await openai.chat.completions.create({ model: 'm', messages });
  return choices[0]?.message.content;
}

describe('brownout gateway', () => {
  test('serves what is real, what was recorded and what is scripted at one port', async () => {
    await write('conf/routes.json', [
      { name: 'real', path: '/real', upstream: mock.url, record: 'tape.json' },
      { name: 'mock', path: '/mock', script: 'answers.json', faults: 'refuse status=503 calls=2' },
      { name: 'says', host: 'says.localhost', say: 'Said.', requestsPerMinute: 1 },
    ]);
    const start = async (file: string) => {
      const running = startBrownout(['gateway', file, '--port', '0'], { cwd: user.path });
      await running.until((text) => /^ready$/m.test(text));
      const [, port = ''] = /:(\d+)\//.exec(running.said()) ?? [];
      return { running, url: `http://127.0.0.1:${port}` };
    };
    const { running, url } = await start('conf/routes.json');
    expect(await said(`${url}/real/v1`)).toBe('From upstream.');
    expect(await said(`${url}/mock/v1`)).toBe('Scripted.');
    await expect(said(`${url}/mock/v1`)).rejects.toMatchObject({ status: 503 });
    const own = url.replace('127.0.0.1', 'says.localhost');
    expect(running.said()).toContain(`says at ${own}/v1`);
    running.kill('SIGINT', 'main');
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([130, '']);
    expect(stdout).toContain('recorded 1 reply to');
    expect(stdout).not.toContain('planted');
    expect(await readFile(path.join(user.path, 'conf/tape.json'), 'utf8')).toContain('From up');

    await write('conf/replay.json', [{ name: 'real', path: '/real', replay: 'tape.json' }]);
    const again = await start('conf/replay.json');
    expect(await said(`${again.url}/real/v1`)).toBe('From upstream.');
    again.running.kill('SIGTERM', 'main');
    expect((await again.running.ended).code).toBe(143);
  });

  const up = 'http://127.0.0.1:9';
  test.for<readonly [routes: unknown, ...words: readonly string[]]>([
    [undefined, 'no such file', '"routes"'],
    ['{"routes":[', 'not JSON'],
    [[], 'routes'],
    [[{ path: '/a' }], 'routes[0].name'],
    [[{ name: 'a', upstrem: up }], 'upstrem'],
    [[{ name: 'a', path: 'a' }], 'a path such as'],
    [[{ name: 'a', path: '/a/' }], 'without a slash'],
    [[{ name: 'a', path: '/brownout/x' }], 'taken'],
    [[{ name: 'a', host: 'a:80' }], 'without a port'],
    [[{ name: 'a', gap: 'soon' }], 'a length of time'],
    [[{ name: 'a' }, { name: 'a', path: '/b' }], 'a twice'],
    [[{ name: 'a' }, { name: 'b' }], '/ twice'],
    [[{ name: 'a', faults: ['slwo'] }], 'Did you mean slow?'],
    [[{ name: 'a', upstream: 'nowhere' }], 'http:// or https://'],
    [[{ name: 'a', upstream: 'http://8.8.8.8' }], '--allow-remote'],
    [[{ name: 'a', replay: 'gone.json' }], 'gone.json', 'no such file'],
    [[{ name: 'a', kind: 'api' }], 'one upstream'],
    [[{ name: 'a', kind: 'api', upstream: up, say: 'Hi' }], 'got say'],
    [[{ name: 'a', kind: 'api', upstream: 'http://8.8.8.8' }], '--allow-remote'],
  ])('%j is told of', async ([routes, ...words]) => {
    if (typeof routes === 'string') await user.write('bad.json', routes);
    else if (routes !== undefined) await write('bad.json', routes as readonly object[]);
    const file = routes === undefined ? 'gone-routes.json' : 'bad.json';
    await expectRefused(['gateway', file, '--port', '0'], user.path, words);
  });

  test('needs a file', async () => {
    const ended = await brownout(['gateway'], { cwd: user.path });
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("argument 'file'")]);
  });
});
