import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderInside, type Folder } from '../testing/folder.ts';
import { expectRefused, servedProvider } from '../testing/served-provider.ts';

const rules = [
  { when: { user: 'Rome' }, reply: 'Booked.' },
  { reply: { call: { name: 'find', args: { q: 'x' } } } },
];

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('rules.json', JSON.stringify(rules));
  await user.write('script.ts', `export default ${JSON.stringify(rules)} satisfies unknown[];`);
  await user.write(
    'own.mjs',
    "import { provider } from 'brownout'; export default provider({ script: () => 'My own.', models: ['m'] });",
  );
  await user.write('throws.mjs', "export default () => { throw new Error('my mistake'); };");
  await user.write('broken.mjs', 'export default [');
  await user.write('none.mjs', 'export const rules = [];');
});
afterAll(() => user.remove());

const serving = (...args: readonly string[]) => servedProvider(user.path, args);

const clientAt = (url: string, headers: Record<string, string> = {}) =>
  new OpenAI({
    apiKey: 'sk-planted-key-1234567890',
    baseURL: url,
    maxRetries: 0,
    defaultHeaders: headers,
  });

const askFor = async (client: OpenAI, city: string) => {
  const messages = [{ role: 'user' as const, content: `To ${city}` }];
  const { choices } = await client.chat.completions.create({ model: 'm', messages });
  const [{ message } = { message: null }] = choices;
  return message?.content ?? message?.tool_calls?.[0];
};

const endpoint = (url: string, path: string, init?: RequestInit) =>
  fetch(new URL(`/brownout/${path}`, url), init);

describe('a model by itself', () => {
  test.for(['rules.json', 'script.ts'])('answers by its script: %s', async (script) => {
    const { running, url } = await serving('--script', script);
    expect(await askFor(clientAt(url), 'Rome')).toBe('Booked.');
    expect(await askFor(clientAt(url), 'Bonn')).toMatchObject({ function: { name: 'find' } });
    running.kill('SIGINT', 'main');
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toContain('replied 200: Booked.');
    expect(stdout).not.toContain('planted');
  });

  test('is what a module makes, or says one thing', async () => {
    const own = await serving('--script', 'own.mjs', '--quiet');
    expect(await askFor(clientAt(own.url), 'Rome')).toBe('My own.');
    own.running.kill('SIGTERM', 'main');
    expect((await own.running.ended).code).toBe(143);
    const plain = await serving('--say', 'Hello.', '--requests-per-minute', '1');
    expect(await askFor(clientAt(plain.url), 'Rome')).toBe('Hello.');
    await expect(askFor(clientAt(plain.url), 'Rome')).rejects.toThrow('429');
    plain.running.kill('SIGTERM', 'main');
    await plain.running.ended;
  });

  test('has faults for one call, for one test and for all', async () => {
    const { running, url } = await serving('--fault', 'refuse status=503', '--quiet');
    await expect(askFor(clientAt(url), 'Rome')).rejects.toThrow('503');
    const mine = { 'x-test-id': 'mine' };
    const put = { method: 'PUT', headers: mine, body: '["rate-limit"]' };
    expect((await endpoint(url, 'faults', put)).status).toBe(200);
    await expect(askFor(clientAt(url, mine), 'Rome')).rejects.toThrow('429');
    await expect(askFor(clientAt(url), 'Rome')).rejects.toThrow('503');
    await endpoint(url, 'faults', { method: 'DELETE', headers: mine });
    expect(await askFor(clientAt(url, mine), 'Rome')).toBe('Very well.');
    const once = { ...mine, 'x-brownout-fault': 'refuse status=418' };
    await expect(askFor(clientAt(url, once), 'Rome')).rejects.toThrow('418');
    expect(await askFor(clientAt(url, mine), 'Rome')).toBe('Very well.');
    // The same test by its address, for agents that send no header of ours.
    expect(await askFor(clientAt(url.replace('/v1', '/brownout-task/mine/v1')), 'Rome')).toBe(
      'Very well.',
    );
    const { events } = (await (await endpoint(url, 'events', { headers: mine })).json()) as {
      events: readonly { kind: string; fault?: string }[];
    };
    expect(events.flatMap(({ fault }) => fault ?? [])).toEqual(['rate-limit', 'refuse']);
    expect(JSON.stringify(events)).not.toContain('planted');
    const metrics = await (await endpoint(url, 'metrics')).text();
    expect(metrics).toContain(
      'brownout_calls_total{outcome="failed",point="model",status="503"} 2',
    );
    expect(metrics).toContain('brownout_faults_total{fault="refuse"} 3');
    running.kill('SIGTERM', 'main');
    await running.ended;
  });

  test('refuses what it cannot do, and goes on', async () => {
    const { running, url } = await serving('--script', 'throws.mjs', '--quiet');
    const status = async (path: string, init?: RequestInit) => {
      const reply = await endpoint(url, path, init);
      return [reply.status, await reply.text()];
    };
    expect(await status('fault')).toEqual([404, expect.stringContaining('faults')]);
    expect(await status('metrics', { method: 'POST' })).toEqual([
      405,
      expect.stringContaining('GET'),
    ]);
    for (const body of ['[', 'slwo', '{}', '["crash"]']) {
      const [code, text] = await status('faults', { method: 'PUT', body });
      expect([body, code, text]).toEqual([body, 400, expect.stringContaining('expected')]);
    }
    const wrong = { 'x-brownout-fault': 'slwo' };
    await expect(askFor(clientAt(url, wrong), 'Rome')).rejects.toThrow('400');
    await expect(askFor(clientAt(url), 'Rome')).rejects.toThrow('500');
    running.kill('SIGTERM', 'main');
    expect((await running.ended).stderr).toMatch(
      /my mistake \(thrown by the script for a conversation that ends .*Rome.* \(at throws.mjs:1\)/,
    );
  });

  test.for<readonly [line: string, ...words: readonly string[]]>([
    ['--script gone.mjs', 'gone.mjs to load'],
    ['--script broken.mjs', 'broken.mjs to load'],
    ['--script none.mjs', 'script'],
    ['--fault slwo', 'Did you mean slow?'],
    ['--fault crash', 'can strike here'],
    ['--plan gone.json', 'no such file'],
    ['--requests-per-minute 0', '1 or more'],
    ['--gap soon', 'a length of time'],
  ])('%s is told of', async ([line, ...words]) => {
    const args = ['provider', '--port', '0', ...line.split(' ')];
    await expectRefused(args, user.path, words);
  });
});
