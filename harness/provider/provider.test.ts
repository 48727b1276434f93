import { describe, expect, it } from 'vitest';
import type { Incoming } from '../model/call.ts';
import { HarnessError } from '../model/error.ts';
import { textOf, type Reply } from '../model/reply.ts';
import type { Turn } from '../model/turn.ts';
import type { Dialect } from './dialects/dialect.ts';
import { openaiChat } from './dialects/openai-chat/openai-chat.ts';
import { provider, type ProviderOptions } from './provider.ts';
import type { Script } from './script.ts';
import { chatRequest, standingClock, surroundings } from './testing/rig.ts';

const script: Script = [{ reply: 'Hello.' }];
const hi = chatRequest({});
const streamed = chatRequest({ stream: true });

function open(options: Partial<ProviderOptions> = {}) {
  const point = provider({ script, ...options }).open();
  const clock = standingClock();
  const ask = (incoming: Incoming = hi, attempt = 1, seed = 1) =>
    point.answer(incoming, surroundings(point, incoming, clock, attempt, seed));
  const at = (incoming: Incoming = hi) => surroundings(point, incoming, clock);
  return { point, clock, ask, at };
}

function bodyOf(reply: Reply) {
  return JSON.parse(textOf(reply)) as {
    error: { message: string; code: string | null };
    choices: { message: { content: string | null; tool_calls?: object[] } }[];
    usage: { total_tokens: number };
  };
}

describe('provider', () => {
  it('says what is wrong with its options when it is written, not when it runs', () => {
    const limits = { requestsPerMinute: 0, tokensPerMinute: 1 };
    expect(() => provider({ script, limits })).toThrow(HarnessError);
    const dialect = 'esperanto' as 'openai-chat';
    expect(() => provider({ script, dialect })).toThrow(/one of openai-chat/);
  });
});

describe('several dialects', () => {
  const messages = { ...hi, path: '/v1/messages', headers: { 'anthropic-version': '2023-06-01' } };
  const responses = { ...hi, path: '/v1/responses', body: '{"model":"m","input":"Hi"}' };

  it('share one address, and each request has the one of its path', async () => {
    const { ask } = open();
    expect(bodyOf(await ask()).choices).toHaveLength(1);
    expect(JSON.parse(textOf(await ask(responses)))).toMatchObject({ object: 'response' });
    // Of Anthropic, which misses its max_tokens.
    expect(JSON.parse(textOf(await ask(messages)))).toMatchObject({ type: 'error' });
  });

  it('may be fewer, and then the first answers what none of them speaks', async () => {
    const { ask } = open({ dialect: ['anthropic', 'openai-responses'] });
    expect((await ask(responses)).status).toBe(200);
    const reply = await ask();
    expect(JSON.parse(textOf(reply))).toMatchObject({ error: { type: 'not_found_error' } });
  });

  it('a dialect of a user stands beside the ready ones', async () => {
    const own: Dialect = {
      ...openaiChat,
      speaks: ({ path }) => path.startsWith('/own/'),
      receive: (incoming) => openaiChat.receive({ ...incoming, path: incoming.path.slice(4) }),
    };
    const { ask, point } = open({ dialect: ['gemini', own] });
    expect((await ask({ ...hi, path: '/own/v1/chat/completions' })).status).toBe(200);
    expect((await ask()).status).toBe(404);
    expect(point.basePath).toBe('');
  });

  it('are at least one', () => {
    expect(() => provider({ script, dialect: [] })).toThrow(/a list of such dialects/);
  });
});

describe('a turn', () => {
  it('is answered by the script, with its meaning and its tokens', async () => {
    const reply = await open().ask();
    expect(reply.meaning).toEqual({ text: 'Hello.', toolCalls: [], finish: 'stop' });
    expect(reply.tokens).toBe(bodyOf(reply).usage.total_tokens);
    expect(bodyOf(reply).choices[0]?.message.content).toBe('Hello.');
  });

  it('is the same in each run of a seed; ids tell attempts and seeds apart', async () => {
    expect(await open().ask()).toEqual(await open().ask());
    const { ask } = open();
    const ids = [await ask(), await ask(hi, 2), await ask(hi, 1, 2)];
    expect(new Set(ids.map(({ headers }) => headers['x-request-id'])).size).toBe(3);
  });

  it('is cut to max_tokens', async () => {
    const reply = await open().ask(chatRequest({ max_completion_tokens: 1 }));
    expect(reply.meaning).toEqual({ text: 'Hell', toolCalls: [], finish: 'length' });
    expect(reply.truth).toEqual({ text: 'Hello.', toolCalls: [], finish: 'stop' });
    expect(await open().ask()).not.toHaveProperty('truth');
  });

  it('is refused where the messages hold more tokens than the model takes', async () => {
    const { ask } = open({ contextTokens: 60 });
    expect((await ask()).status).toBe(200);
    const messages = [{ role: 'user', content: 'x'.repeat(400) }];
    const reply = await ask(chatRequest({ messages }));
    expect([reply.status, bodyOf(reply).error]).toEqual([
      400,
      {
        message: expect.stringMatching(/context length is 60 tokens. .* resulted in 1\d\d tokens/),
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    ]);
  });

  it('fails the run where no rule matches', async () => {
    const { ask } = open({ script: [{ when: { user: 'Rome' }, reply: 'x' }] });
    await expect(ask()).rejects.toThrow(HarnessError);
  });
});

describe('read', () => {
  it('names a turn by what the model sees, streamed or not', () => {
    const { point } = open();
    const reading = point.read(hi);
    expect(reading).toMatchObject({ label: 'chat', safe: true });
    expect(reading.op).toMatch(/^turn 1#\w{6}$/);
    expect(point.read(streamed)).toEqual(reading);
    expect(point.read(chatRequest({ model: 'other' })).op).not.toBe(reading.op);
  });

  it('keeps the tail of a request, or all of it', () => {
    const messages = [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'x'.repeat(900) },
    ];
    const incoming = chatRequest({ messages });
    const tail = open().point.read(incoming).input;
    const last = { role: 'user', text: `${'x'.repeat(500)}…` };
    expect(tail).toEqual({ model: 'gpt-5', messages: 2, tools: 0, last });
    const all = open({ keep: 'all' }).point.read(incoming).input;
    expect(all).toEqual({ model: 'gpt-5', told: 'Be kind.', messages, tools: [] });
  });

  it('names what is no turn, too', () => {
    const { point } = open();
    expect(point.read({ ...hi, method: 'GET', path: '/v1/models' })).toMatchObject({
      op: 'models',
    });
    expect(point.read({ ...hi, body: '{' })).toMatchObject({ label: 'chat', safe: true });
    expect(point.read({ ...hi, path: '/v1/nope' })).toMatchObject({ label: 'POST /v1/nope' });
  });
});

describe('routes', () => {
  const get = (path: string) => ({ ...hi, method: 'GET', path, body: '' });

  it('lists its models, and shows one', async () => {
    const { ask } = open({ models: ['small', 'large'] });
    const list = await ask(get('/v1/models'));
    expect(list.meaning).toMatchObject({
      object: 'list',
      data: [{ id: 'small' }, { id: 'large' }],
    });
    expect((await ask(get('/v1/models/large'))).meaning).toMatchObject({ id: 'large' });
    expect((await ask(get('/v1/models/none'))).status).toBe(404);
  });

  it('serves only the models it was given', async () => {
    const { ask } = open({ models: ['small'] });
    const reply = await ask();
    expect(reply.status).toBe(404);
    expect(bodyOf(reply).error.code).toBe('model_not_found');
    expect((await ask(chatRequest({ model: 'small' }))).status).toBe(200);
  });

  it('answers an unknown route with 404', async () => {
    const reply = await open().ask(get('/v1/nope'));
    expect([reply.status, bodyOf(reply).error.message]).toEqual([
      404,
      'Invalid URL (GET /v1/nope)',
    ]);
  });
});

describe('limits', () => {
  const limits = { requestsPerMinute: 2, tokensPerMinute: 1000 };
  const remaining = ({ headers }: Reply) => [
    headers['x-ratelimit-remaining-requests'],
    headers['x-ratelimit-remaining-tokens'],
    headers['x-ratelimit-reset-requests'],
  ];

  it('show in the headers of every reply, and reject what is over them', async () => {
    const { ask, clock } = open({ limits });
    expect(remaining(await ask()).slice(0, 1)).toEqual(['1']);
    expect(remaining(await ask()).slice(0, 1)).toEqual(['0']);
    const third = await ask();
    expect(third.status).toBe(429);
    expect(third.headers).toMatchObject({ 'retry-after': '30', 'retry-after-ms': '30000' });
    expect(bodyOf(third).error).toMatchObject({ code: 'rate_limit_exceeded', type: 'requests' });
    expect(remaining(await ask({ ...hi, body: '{' }))[0]).toBe('2');
    clock.set(30_000);
    expect((await ask()).status).toBe(200);
  });

  it('reserve max_tokens, and give back what was not said when the stream has ended', async () => {
    const pace = { first: 400, gap: '100 ms' } as const;
    const { ask, clock } = open({ limits, pace });
    const first = await ask(chatRequest({ max_tokens: 900, stream: true }));
    expect(Number(remaining(first)[1])).toBeLessThan(100);
    clock.set(499);
    const early = await ask(chatRequest({ max_tokens: 900 }));
    expect(early.status).toBe(429);
    expect(bodyOf(early).error.message).toContain('tokens per min (TPM)');
    clock.set(500);
    expect((await ask(chatRequest({ max_tokens: 900 }))).status).toBe(200);
  });

  it('of input and output may stand apart: max_tokens is taken from the output', async () => {
    const apart = { requestsPerMinute: 100, tokensPerMinute: 1e6 };
    const long = chatRequest({
      max_tokens: 600,
      messages: [{ role: 'user', content: 'x'.repeat(2000) }],
    });
    const output = open({ limits: { ...apart, outputTokensPerMinute: 1000 } });
    expect((await output.ask(long)).status).toBe(200);
    // What was not said has come back by then.
    expect((await output.ask(long)).status).toBe(200);
    const paced = open({
      limits: { ...apart, outputTokensPerMinute: 1000 },
      pace: { first: 400, gap: 0 },
    });
    expect((await paced.ask(long)).status).toBe(200);
    const over = await paced.ask(long);
    expect([over.status, bodyOf(over).error]).toMatchObject([429, { type: 'tokens' }]);
    // The request that was rejected took nothing else.
    expect(over.headers['x-ratelimit-remaining-requests']).toBe('99');
    const input = open({ limits: { ...apart, inputTokensPerMinute: 700 } });
    expect((await input.ask(long)).status).toBe(200);
    expect((await input.ask(long)).status).toBe(429);
  });

  it('hold for each pair of key and model, and for each run', async () => {
    const { ask } = open({ limits: { ...limits, requestsPerMinute: 1 } });
    const as = (key: string, model: string) =>
      ask({ ...chatRequest({ model }), headers: { authorization: key } });
    const statuses = [];
    for (const [key, model] of ['a m', 'a m', 'b m', 'a n'].map((pair) => pair.split(' '))) {
      statuses.push((await as(key ?? '', model ?? '')).status);
    }
    expect(statuses).toEqual([200, 429, 200, 200]);
    expect((await open({ limits }).ask()).status).toBe(200);
  });

  it('are never reached where there are none', async () => {
    const { ask } = open();
    for (let i = 0; i < 50; i += 1) expect((await ask()).status).toBe(200);
    expect((await ask(chatRequest({ max_tokens: 1e15 }))).status).toBe(200);
  });
});

describe('render', () => {
  const { point, at } = open();
  const call = { id: 'call_1', name: 'find', arguments: '{"q":"Ro' };
  const cut: Turn = { text: '', toolCalls: [call], finish: 'length' };

  it('says a changed turn in the way the request asked for', () => {
    const json = point.render(cut, at(hi));
    const wired = {
      id: 'call_1',
      type: 'function',
      function: { name: 'find', arguments: '{"q":"Ro' },
    };
    expect(bodyOf(json).choices[0]).toMatchObject({
      message: { content: null, tool_calls: [wired] },
      finish_reason: 'length',
    });
    const stream = point.render(cut, at(streamed));
    expect(stream.headers['content-type']).toContain('event-stream');
    expect(textOf(stream)).toContain('"finish_reason":"length"');
    expect([json.meaning, stream.meaning]).toEqual([cut, cut]);
  });

  it('says nothing where the turn says nothing', () => {
    const empty: Turn = { text: '', toolCalls: [], finish: 'stop' };
    expect(bodyOf(point.render(empty, at(hi))).choices[0]?.message.content).toBe('');
    expect(point.render(empty, at(streamed)).frames).toHaveLength(3);
  });

  it('takes a turn in short, and anything else as the body', () => {
    expect(point.render('Hi', at(hi)).meaning).toEqual({
      text: 'Hi',
      toolCalls: [],
      finish: 'stop',
    });
    const calls = point.render({ toolCalls: [{ name: 'find', arguments: { q: 1 } }] }, at(hi));
    expect(calls.meaning).toEqual({
      text: '',
      toolCalls: [
        { id: expect.stringMatching(/^call_\w{11}$/), name: 'find', arguments: '{"q":1}' },
      ],
      finish: 'tool-calls',
    });
    for (const odd of [null, 7, [], { garbage: true }]) {
      expect(textOf(point.render(odd, at(streamed)))).toBe(JSON.stringify(odd));
    }
  });
});

describe('fail', () => {
  it('words a rate limit so that headers and body agree, and charges nothing', async () => {
    const { point, ask, at } = open({ limits: { requestsPerMinute: 9, tokensPerMinute: 1e6 } });
    const failure = { kind: 'status', status: 429, retryAfterMs: 8640 } as const;
    const reply = point.fail(failure, at());
    expect(reply.headers).toMatchObject({
      'retry-after': '9',
      'retry-after-ms': '8640',
      'x-ratelimit-limit-requests': '9',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '8.64s',
    });
    expect(bodyOf(reply).error.message).toContain('Please try again in 8.64s.');
    expect((await ask()).headers['x-ratelimit-remaining-requests']).toBe('8');
  });

  it('leaves the limits alone for other errors', () => {
    const { point, at } = open({ limits: { requestsPerMinute: 9, tokensPerMinute: 1e6 } });
    const failure = { kind: 'status', status: 429, code: 'insufficient_quota' } as const;
    const reply = point.fail(failure, at());
    expect(reply.headers['x-ratelimit-remaining-requests']).toBe('9');
    expect(reply.headers).not.toHaveProperty('retry-after');
    expect(bodyOf(reply).error.code).toBe('insufficient_quota');
    const overloaded = point.fail({ kind: 'status', status: 503 }, at(streamed));
    expect(bodyOf(overloaded).error.code).toBe('server_is_overloaded');
  });
});
