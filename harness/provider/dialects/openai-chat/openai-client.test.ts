import OpenAI from 'openai';
import { describe, expect, it, vi } from 'vitest';
import type { Failure, Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { provider, type ProviderOptions } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { drained, errorOf, falseTime, valueOf } from '../../testing/false-time.ts';
import { rig, type RigCall } from '../../testing/rig.ts';

// What the `openai` 7 client does with our bytes. Time is false in all of it: nothing really waits.
falseTime();

const messages = [{ role: 'user' as const, content: 'What does Rome cost?' }];
const script: Script = [
  { when: { after: 'price' }, reply: (past) => `It costs ${String(past.result('price'))} €.` },
  { when: { offered: 'price' }, reply: { call: { name: 'price', args: { city: 'Rome' } } } },
  { reply: 'I do not know, caffè?' },
];

function client(
  strike?: (crossing: RigCall) => Promise<Reply> | Reply,
  options: Partial<ProviderOptions> = {},
) {
  const rigged = rig(provider({ script, ...options }), strike);
  const openai = new OpenAI({
    apiKey: 'sk-test',
    baseURL: 'http://model.invalid/v1',
    fetch: rigged.fetch,
  });
  return { ...rigged, openai, ask: () => openai.chat.completions.create({ model: 'm', messages }) };
}

/** Every request fails so. */
function failing(failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>) {
  return client(({ point, at }) => point.fail({ kind: 'status', ...failure }, at));
}

describe('what goes well', () => {
  it('reads JSON, headers and bill', async () => {
    const { ask } = client();
    const { data, response, request_id: id } = await valueOf(ask().withResponse());
    expect(data.choices[0]?.message.content).toBe('I do not know, caffè?');
    expect(data.usage?.total_tokens).toBeGreaterThan(10);
    expect(id).toBe(response.headers.get('x-request-id'));
    expect(response.headers.get('x-ratelimit-remaining-requests')).toMatch(/^\d+$/);
  });

  it('calls a tool and composes from its result, streamed or not', async () => {
    const { openai } = client();
    const price = { name: 'price', description: '', parameters: {}, function: () => 480 };
    const run = { model: 'm', messages, tools: [{ type: 'function' as const, function: price }] };
    const runners = [
      openai.chat.completions.runTools(run),
      openai.chat.completions.runTools({ ...run, stream: true }),
    ];
    for (const runner of runners) {
      expect(await valueOf(runner.finalContent())).toBe('It costs 480 €.');
    }
  });

  it('streams words', async () => {
    const { openai } = client();
    const body = { model: 'm', messages, stream: true } as const;
    const chunks = await valueOf(drained(openai.chat.completions.create(body)));
    const words = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '');
    expect(words.join('')).toBe('I do not know, caffè?');
    expect(chunks.some((chunk) => chunk.usage)).toBe(false);
  });

  it('gets the bill of a stream only by include_usage', async () => {
    const { openai } = client();
    const body = { model: 'm', messages, stream: true, stream_options: { include_usage: true } };
    const chunks = await valueOf(
      drained(openai.chat.completions.create({ ...body, stream: true })),
    );
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { total_tokens: expect.any(Number) },
    });
  });

  it('lists models', async () => {
    const { openai } = client(undefined, { models: ['a', 'b'] });
    expect((await valueOf(openai.models.list())).data.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('errors', () => {
  it.each([
    [{ status: 429 }, 3, OpenAI.RateLimitError, 'rate_limit_exceeded'],
    [{ status: 429, code: 'insufficient_quota' }, 3, OpenAI.RateLimitError, 'insufficient_quota'],
    [{ status: 500 }, 3, OpenAI.InternalServerError, null],
    [{ status: 503 }, 3, OpenAI.InternalServerError, 'server_is_overloaded'],
    [{ status: 529 }, 3, OpenAI.InternalServerError, null],
    [
      { status: 400, code: 'context_length_exceeded' },
      1,
      OpenAI.BadRequestError,
      'context_length_exceeded',
    ],
    [{ status: 401 }, 1, OpenAI.AuthenticationError, 'invalid_api_key'],
    [{ status: 404 }, 1, OpenAI.NotFoundError, 'model_not_found'],
  ])('%j costs %i attempts', async (failure, attempts, kind, code) => {
    const { ask, requests, atMs } = failing(failure);
    const error = await errorOf(ask());
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status: failure.status, code });
    expect(requests).toHaveLength(attempts);
    // 0.5 s, then 1 s, each up to a quarter less.
    if (attempts === 3) expect(atMs[2]).toSatisfy((ms: number) => ms >= 1125 && ms <= 1700);
  });

  it.each([
    [5000, 5000],
    [70_000, 500],
  ])('retry-after of %i ms makes it wait about %i ms', async (retryAfterMs, waits) => {
    const { ask, atMs } = client(({ nth, point, at, answer }) =>
      nth > 1 ? answer() : point.fail({ kind: 'status', status: 429, retryAfterMs }, at),
    );
    await valueOf(ask());
    expect(atMs).toHaveLength(2);
    expect(atMs[1]).toSatisfy((ms: number) => ms >= waits * 0.75 && ms <= waits + 1);
  });

  it('comes back when the bucket says so', async () => {
    const limits = { requestsPerMinute: 60, tokensPerMinute: 1e6, window: '1 s' } as const;
    const { ask, atMs } = client(undefined, { limits });
    await valueOf(ask());
    await valueOf(ask());
    expect(atMs).toHaveLength(3);
    expect(atMs[2]).toSatisfy((ms: number) => ms >= 1000 && ms <= 1200);
  });

  it('words a bad request as OpenAI does', async () => {
    const { openai } = client();
    const lost = [{ role: 'tool' as const, tool_call_id: 'c', content: '' }];
    const asked = openai.chat.completions.create({ model: 'm', messages: lost });
    const error = await errorOf(asked);
    expect(error).toMatchObject({ status: 400, param: 'messages.[0].role', code: null });
    expect(String(error)).toContain("must be a response to a preceeding message with 'tool_calls'");
  });
});

describe('replies that go wrong', () => {
  const streaming = (rewrite: (reply: Reply) => Reply, turn?: Turn) => {
    const struck = client(async ({ answer, point, at }) =>
      rewrite(turn ? point.render(turn, at) : await answer()),
    );
    const body = { model: 'm', messages, stream: true } as const;
    return { ...struck, stream: () => drained(struck.openai.chat.completions.create(body)) };
  };

  it('200 with HTML comes back as a string', async () => {
    const html = { 'content-type': 'text/html' };
    const frames = [{ afterMs: 0, data: '<html>busy</html>' }];
    const { ask } = client(() => ({ status: 200, headers: html, frames, end: 'done' }));
    expect(await valueOf(ask())).toBe('<html>busy</html>');
  });

  it('a stream that ends cleanly, unfinished, is a silent part', async () => {
    const { stream } = streaming((reply) => ({ ...reply, frames: reply.frames.slice(0, 3) }));
    const chunks = await valueOf(stream());
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('I do');
    expect(chunks.every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true);
  });

  it('a broken stream throws and is not retried', async () => {
    const { stream, requests } = streaming((reply) => ({
      ...reply,
      frames: reply.frames.slice(0, 3),
      end: 'reset',
    }));
    expect(await errorOf(stream())).toMatchObject({ message: 'terminated' });
    expect(requests).toHaveLength(1);
  });

  it('an error frame throws', async () => {
    const { stream } = streaming((reply) => ({
      ...reply,
      frames: [
        ...reply.frames.slice(0, 3),
        { afterMs: 0, data: 'data: {"error":{"message":"x"}}\n\n' },
      ],
    }));
    expect(await errorOf(stream())).toBeInstanceOf(OpenAI.APIError);
  });

  it('truncated arguments stay a raw string', async () => {
    const call = { id: 'c1', name: 'price', arguments: '{"city":"Ro' };
    const turn: Turn = { text: '', toolCalls: [call], finish: 'length' };
    const { ask } = client(({ point, at }) => point.render(turn, at));
    const [choice] = (await valueOf(ask())).choices;
    expect(choice?.message.tool_calls?.[0]).toMatchObject({
      function: { arguments: '{"city":"Ro' },
    });
    const { stream } = streaming((reply) => reply, turn);
    const parts = (await valueOf(stream())).flatMap((c) => c.choices[0]?.delta.tool_calls ?? []);
    expect(parts.map((part) => part.function?.arguments).join('')).toBe('{"city":"Ro');
  });

  it('a stalled stream outlives the timeout of the client', async () => {
    const struck = client(async ({ answer }) => {
      const reply = await answer();
      return { ...reply, frames: reply.frames.slice(0, 2), end: 'stall' };
    });
    const body = { model: 'm', messages, stream: true } as const;
    let ended = false;
    const asked = struck.openai.chat.completions.create(body, { timeout: 1000 });
    void drained(asked).finally(() => (ended = true));
    await vi.advanceTimersByTimeAsync(9000);
    expect(ended).toBe(false);
  });

  it('a stalled body without a stream does not', async () => {
    const struck = client(async ({ answer }) => ({
      ...(await answer()),
      frames: [],
      end: 'stall',
    }));
    const options = { timeout: 1000, maxRetries: 0 };
    const asked = struck.openai.chat.completions.create({ model: 'm', messages }, options);
    expect(await errorOf(asked)).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  });
});
