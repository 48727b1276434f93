import { LLMock } from '@copilotkit/aimock';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderInside, type Folder } from '../testing/folder.ts';
import { expectRefused, servedProvider } from '../testing/served-provider.ts';

let user: Folder;
const mock = new LLMock({ port: 0, logLevel: 'silent' });
mock.onMessage(/./, { content: 'From upstream.' });
beforeAll(async () => {
  user = await folderInside();
  await mock.start();
});
afterAll(async () => {
  await mock.stop();
  await user.remove();
});

const serving = (...args: readonly string[]) => servedProvider(user.path, args);

const messages = [{ role: 'user' as const, content: 'Hi' }];

describe('brownout provider --upstream', () => {
  test('passes on what clients ask, each dialect to its own upstream, under faults', async () => {
    const { running, origin: url } = await serving(
      '--upstream',
      mock.url,
      '--upstream=anthropic=http://127.0.0.1:9',
      '--fault',
      'refuse status=503 calls=2',
    );
    const openai = new OpenAI({ apiKey: 'sk-planted-key-1234567890', baseURL: `${url}/v1` });
    const stream = await openai.chat.completions.create({ model: 'm', messages, stream: true });
    let text = '';
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
    expect(text).toBe('From upstream.');
    const again = await openai.chat.completions.create({ model: 'm', messages });
    expect(again.choices[0]?.message.content).toBe('From upstream.');
    const claude = new Anthropic({ apiKey: 'k', baseURL: url, maxRetries: 0 });
    await expect(
      claude.messages.create({ model: 'm', max_tokens: 9, messages }),
    ).rejects.toMatchObject({ status: 502, error: { error: { type: 'api_error' } } });
    running.kill('SIGINT', 'main');
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toContain(`passing requests on to ${mock.url}`);
    expect(stdout).toContain('503');
    expect(stdout).not.toContain('planted');
    expect(stderr).toBe('');
  });

  test.for<readonly [line: string, ...words: readonly string[]]>([
    ['--upstream nowhere', 'http:// or https://'],
    ['--upstream claude=http://127.0.0.1:9', 'one of openai-chat'],
    ['--upstream anthropc=http://127.0.0.1:9', 'Did you mean anthropic?'],
    ['--upstream http://127.0.0.1:9 --upstream http://127.0.0.1:8', 'two for all paths'],
    ['--upstream http://8.8.8.8', '--allow-remote'],
    ['--upstream http://127.0.0.1:9 --say Hi', '--say and --upstream'],
    ['--upstream http://127.0.0.1:9 --requests-per-minute 3', '--requests-per-minute'],
    ['--upstream http://127.0.0.1:9 --upstream-timeout soon', 'a length of time'],
    ['--upstream', 'argument missing'],
  ])('%s is told of', async ([line, ...words]) => {
    const args = ['provider', '--port', '0', ...line.split(' ')];
    await expectRefused(args, user.path, words);
  });
});
