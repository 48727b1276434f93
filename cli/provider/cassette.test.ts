import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderInside, type Folder } from '../testing/folder.ts';
import { expectRefused, servedProvider } from '../testing/served-provider.ts';

const secret = 'sk-planted-key-0123456789abcdef';
const odd = 'odd.shape/0815-planted';
let user: Folder;
const mock = new LLMock({ port: 0, logLevel: 'silent' });
mock.onMessage(/key/, { content: `Your key is ${secret} or ${odd}, is it not?` });
mock.onMessage(/./, { content: 'From upstream.' });
beforeAll(async () => {
  user = await folderInside();
  await mock.start();
  await user.write('cut.json', '{"version":1,"entries":[{"key":"a"');
  await user.write('other.json', '{"version":9,"entries":[]}');
  await user.write('own.json', '{"name":"mine"}');
  await user.write('empty.json', '{"version":1,"entries":[]}');
});
afterAll(async () => {
  await mock.stop();
  await user.remove();
});

const serving = (...args: readonly string[]) => servedProvider(user.path, args);

const said = (content: string) => [{ role: 'user' as const, content }];
async function chat(url: string, content: string, headers: Record<string, string> = {}) {
  const base = { baseURL: `${url}/v1`, maxRetries: 0, defaultHeaders: headers };
  const openai = new OpenAI({ apiKey: odd, ...base });
  const asked = { model: 'm', messages: said(content), stream: true } as const;
  let text = '';
  for await (const { choices } of await openai.chat.completions.create(asked)) {
    text += choices[0]?.delta.content ?? '';
  }
  return text;
}
async function message(url: string, content: string) {
  const claude = new Anthropic({ apiKey: odd, baseURL: url, maxRetries: 0 });
  const asked = { model: 'm', max_tokens: 99, messages: said(content) };
  const [block] = (await claude.messages.create(asked)).content;
  return block?.type === 'text' ? block.text : '';
}

describe('brownout provider --record and --replay', () => {
  test('has what the upstream said, and no secret, in the file, the log and the metrics', async () => {
    const record = await serving('--upstream', mock.url, '--record', 'tapes/one.json');
    await chat(record.origin, 'Hi', { 'x-test-id': 'a' });
    await message(record.origin, `My key is ${secret}`);
    await chat(record.origin, `key ${secret}`);
    const told = await Promise.all(
      ['events', 'metrics', 'faults'].map(async (name) =>
        (await fetch(`${record.origin}/brownout/${name}`)).text(),
      ),
    );
    record.running.kill('SIGINT', 'main');
    const ended = await record.running.ended;
    expect(ended.code).toBe(130);
    expect(ended.stdout).toContain('recorded 3 replies to tapes/one.json');
    const file = await readFile(path.join(user.path, 'tapes/one.json'), 'utf8');
    for (const text of [file, ended.stdout, ended.stderr, ...told]) {
      expect(text).not.toContain('planted');
      expect(text).not.toContain(odd);
    }
    expect(file).toContain('Your key is ');

    const replay = await serving(
      '--replay',
      'tapes/one.json',
      '--fault',
      'refuse status=503 calls=2',
    );
    expect(await chat(replay.origin, 'Hi')).toBe('From upstream.');
    await expect(chat(replay.origin, 'Hi')).rejects.toMatchObject({ status: 503 });
    expect(await chat(replay.origin, 'Hi')).toBe('From upstream.');
    await expect(chat(replay.origin, 'Ho')).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining('recorded "Hi", asked "Ho"') as string,
    });
    replay.running.kill('SIGTERM', 'main');
    expect((await replay.running.ended).stderr).toContain('recorded "Hi", asked "Ho"');
  });

  test('keeps what was recorded where the upstream goes down, and where it is killed', async () => {
    const short = new LLMock({ port: 0, logLevel: 'silent' });
    short.onMessage(/./, { content: 'Before.' });
    await short.start();
    const { running, origin: url } = await serving(
      '--upstream',
      short.url,
      '--record',
      'down.json',
    );
    expect(await chat(url, 'Hi')).toBe('Before.');
    await short.stop();
    await expect(chat(url, 'Ho')).rejects.toMatchObject({ status: 502 });
    while (!(await readFile(path.join(user.path, 'down.json'), 'utf8')).includes('Before')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    running.kill('SIGKILL', 'main');
    await running.ended;
    const again = await serving('--replay', 'down.json', '--on-miss', 'script', '--say', 'Else.');
    expect(await chat(again.origin, 'Hi')).toBe('Before.');
    expect(await chat(again.origin, 'Ho')).toBe('Else.');
    again.running.kill('SIGTERM', 'main');
    await again.running.ended;
  });

  test('records what was missing, and keeps what was there', async () => {
    const first = await serving('--upstream', mock.url, '--record', 'more.json');
    await chat(first.origin, 'One');
    first.running.kill('SIGTERM', 'main');
    await first.running.ended;
    const flags = ['--replay', 'more.json', '--record', 'more.json', '--on-miss', 'pass'];
    const second = await serving('--upstream', mock.url, ...flags);
    await chat(second.origin, 'One');
    await chat(second.origin, 'Two');
    second.running.kill('SIGTERM', 'main');
    expect((await second.running.ended).stdout).toContain('recorded 1 reply to');
    const { entries } = JSON.parse(await readFile(path.join(user.path, 'more.json'), 'utf8')) as {
      entries: readonly { request: { messages: readonly { text: string }[] } }[];
    };
    expect(entries.map(({ request }) => request.messages[0]?.text)).toEqual(['One', 'Two']);
    expect((await stat(path.join(user.path, 'more.json'))).isFile()).toBe(true);
  });

  const up = '--upstream http://127.0.0.1:9';
  test.for<readonly [line: string, ...words: readonly string[]]>([
    ['--replay gone.json', 'no such file', '--record'],
    ['--replay .', 'no regular file'],
    ['--replay cut.json', 'not JSON', 'cut short'],
    ['--replay other.json', 'version 9'],
    ['--replay own.json', 'a cassette'],
    [`${up} --record own.json`, 'a cassette in own.json'],
    [`${up} --record cut.json/x.json`, 'to write cut.json/x.json'],
    ['--record new.json', '--upstream'],
    ['--on-miss pass', '--replay'],
    ['--replay empty.json --on-miss never', 'error, pass, script'],
    ['--replay empty.json --on-miss pass', '--upstream'],
    [`${up} --replay empty.json`, '--on-miss pass'],
    [`${up} --record a.json --replay empty.json`, '--on-miss pass'],
    ['--replay empty.json --say Hi', '--say and --replay'],
    ['--replay empty.json --models m', '--models and --replay'],
    ['--record', 'argument missing'],
  ])('%s is told of', async ([line, ...words]) => {
    const args = ['provider', '--port', '0', ...line.split(' ')];
    await expectRefused(args, user.path, words);
  });
});
