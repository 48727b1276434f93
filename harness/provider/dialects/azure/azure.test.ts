import OpenAI, { AzureOpenAI } from 'openai';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { provider, type ProviderOptions } from '../../provider.ts';
import { rig, type RigCall } from '../../testing/rig.ts';

const messages = [{ role: 'user' as const, content: 'Hi' }];
const apiVersion = '2024-10-21';
const endpoint = 'http://model.invalid';

function open(
  options: Partial<ProviderOptions> = {},
  strike?: (call: RigCall) => Promise<Reply> | Reply,
) {
  const rigged = rig(provider({ script: [{ reply: 'Hello.' }], ...options }), strike);
  const { fetch } = rigged;
  const azure = new AzureOpenAI({ endpoint, apiKey: 'k', apiVersion, fetch, maxRetries: 0 });
  // Under /openai/v1 the plain client is used.
  const plain = new OpenAI({ baseURL: `${endpoint}/openai/v1`, apiKey: 'k', fetch, maxRetries: 0 });
  return { ...rigged, azure, plain };
}

const saying =
  (turn: Partial<Turn>) =>
  ({ point, at }: RigCall) =>
    point.render(turn, at);

async function failureOf(asked: PromiseLike<unknown>): Promise<unknown> {
  return await asked.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('Azure OpenAI', () => {
  it('answers for the deployment of the path, whatever the body names', async () => {
    const { fetch } = open();
    for (const body of [{ messages }, { messages, model: 'other' }]) {
      const reply = await fetch(
        `${endpoint}/openai/deployments/my%20own/chat/completions?api-version=${apiVersion}`,
        { method: 'POST', body: JSON.stringify(body) },
      );
      expect(await reply.json()).toMatchObject({ model: 'my own' });
    }
  });

  it('says what its filters found, in JSON and in a stream', async () => {
    const { azure, requests } = open();
    const whole = await azure.chat.completions.create({ model: 'm', messages });
    expect(requests[0]?.headers).toMatchObject({ 'api-key': 'k' });
    expect(whole).toMatchObject({
      choices: [
        {
          content_filter_results: { hate: { filtered: false, severity: 'safe' } },
          message: { content: 'Hello.' },
        },
      ],
      prompt_filter_results: [
        { prompt_index: 0, content_filter_results: { jailbreak: { detected: false } } },
      ],
    });
    const chunks = [];
    const asked = { model: 'm', messages, stream: true } as const;
    for await (const chunk of await azure.chat.completions.create(asked)) chunks.push(chunk);
    expect(chunks[0]).toMatchObject({ id: '', choices: [], prompt_filter_results: [{}] });
    expect(
      chunks
        .flatMap(({ choices }) => choices)
        .every((choice) => 'content_filter_results' in choice),
    ).toBe(true);
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('Hello.');
  });

  it('a text that reads like a member is none', async () => {
    const said = 'See "choices":[{ and }';
    const { azure } = open({ script: [{ reply: said }] });
    const { choices } = await azure.chat.completions.create({ model: said, messages });
    expect(choices[0]?.message.content).toBe(said);
  });

  it('names the category by which it cut a turn off', async () => {
    const { azure } = open({}, saying({ text: 'He', finish: 'content-filter' }));
    const { choices } = await azure.chat.completions.create({ model: 'm', messages });
    expect(choices[0]).toMatchObject({
      finish_reason: 'content_filter',
      content_filter_results: { violence: { filtered: true, severity: 'medium' } },
    });
  });

  it('refuses a prompt with what the filter found', async () => {
    const failure = { kind: 'status', status: 400, code: 'content_filter' } as const;
    const { azure } = open({}, ({ point, at }) => point.fail(failure, at));
    expect(await failureOf(azure.chat.completions.create({ model: 'm', messages }))).toMatchObject({
      status: 400,
      code: 'content_filter',
      param: 'prompt',
      error: {
        innererror: {
          code: 'ResponsibleAIPolicyViolation',
          content_filter_result: { violence: { filtered: true }, jailbreak: { detected: false } },
        },
      },
    });
  });

  it('tells of limits by deployment, in whole seconds', async () => {
    const { azure } = open({ limits: { requestsPerMinute: 2, tokensPerMinute: 1e6 } });
    const ask = () => azure.chat.completions.create({ model: 'm', messages }).withResponse();
    const { response } = await ask();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'apim-request-id': expect.stringMatching(/^req_/),
      'x-ratelimit-remaining-requests': '1',
      'x-ratelimit-reset-requests': '30',
    });
    expect(response.headers.get('openai-organization')).toBeNull();
    await ask();
    expect(await failureOf(ask())).toMatchObject({
      status: 429,
      code: 'RateLimitReached',
      message: expect.stringMatching(
        /Your requests to m for m in Sweden Central have exceeded the call rate limit .* Please retry after 30 seconds\. To increase/,
      ),
    });
  });

  it('serves Responses, embeddings and models under /openai/v1', async () => {
    const { plain, azure } = open({ models: ['m'] });
    expect((await plain.responses.create({ model: 'm', input: 'Hi' })).output_text).toBe('Hello.');
    expect((await azure.responses.create({ model: 'm', input: 'Hi' })).output_text).toBe('Hello.');
    const embedded = await azure.embeddings.create({ model: 'm', input: 'Hi', dimensions: 8 });
    expect(embedded.data[0]?.embedding).toHaveLength(8);
    expect((await plain.models.list()).data.map(({ id }) => id)).toEqual(['m']);
    const error = await failureOf(plain.responses.create({ model: 'x', input: 'Hi' }));
    expect(error).toMatchObject({ status: 404, code: 'DeploymentNotFound' });
  });

  it.each([
    ['/openai/deployments/m/chat/completions', 'no version'],
    ['/openai/responses', 'no version'],
    [`/openai/deployments/m/dance?api-version=${apiVersion}`, 'no route'],
    ['/openai/v1/dance', 'no route'],
  ])('answers %s as it does what it has not: %s', async (path) => {
    const { fetch } = open({ dialect: ['azure-chat', 'azure-responses'] });
    const reply = await fetch(endpoint + path, { method: 'POST', body: '{}' });
    expect([reply.status, await reply.json()]).toEqual([
      404,
      { error: { code: '404', message: 'Resource not found' } },
    ]);
  });
});
