import { describe, expect, it, vi } from 'vitest';
import { provider, type ProviderOptions } from '../../provider.ts';
import { falseTime } from '../../testing/false-time.ts';
import { standingClock, surroundings } from '../../testing/rig.ts';
import { eventsIn, jsonOf, posted } from '../../testing/speaker.ts';

falseTime();

const version = { 'anthropic-version': '2023-06-01' };
const request = { model: 'm', max_tokens: 100, messages: [{ role: 'user', content: 'Hi' }] };

function asking(
  body: object = {},
  {
    headers = version,
    path = '/v1/messages',
    ...options
  }: Partial<ProviderOptions> & {
    headers?: Record<string, string>;
    path?: string;
  } = {},
) {
  const point = provider({
    script: [{ reply: 'Hello.' }],
    dialect: 'anthropic',
    ...options,
  }).open();
  const incoming = posted(path, { ...request, ...body }, headers);
  const at = surroundings(point, incoming, standingClock());
  return {
    point,
    at,
    answer: () => point.answer(incoming, at),
    say: (turn: unknown) => point.render(turn, at),
  };
}

it('a request needs its version', async () => {
  const { answer } = asking({}, { headers: {} });
  expect(jsonOf(await answer())).toMatchObject({
    type: 'error',
    error: { type: 'invalid_request_error', message: 'anthropic-version: header is required' },
    request_id: expect.stringMatching(/^req_/),
  });
});

describe('a stream', () => {
  it('has its blocks in order, and a ping in the first', () => {
    const call = { id: 'toolu_1', name: 'find', arguments: '{}' };
    const turn = { text: 'Hm.', toolCalls: [call], thoughts: 'Look.' };
    const { say } = asking({ stream: true, thinking: { type: 'enabled', budget_tokens: 1024 } });
    expect(eventsIn(say(turn)).map(({ name }) => name)).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
  });
});

it('shows thoughts where thinking is on', () => {
  const turn = { text: 'Yes.', thoughts: 'Let me see.' };
  const thinking = { type: 'thinking', thinking: 'Let me see.', signature: expect.any(String) };
  const on = asking({ thinking: { type: 'adaptive' } }).say(turn);
  expect(jsonOf(on)).toMatchObject({ content: [thinking, { type: 'text', text: 'Yes.' }] });
  const off = jsonOf(asking().say(turn)) as { content: object[]; usage: object };
  expect(off.content).toEqual([{ type: 'text', text: 'Yes.' }]);
  expect(off.usage).toMatchObject({ output_tokens: 4 });
});

it('the input of a call that breaks off is an empty object in JSON', () => {
  const call = { id: 'toolu_1', name: 'find', arguments: '{"q":' };
  expect(jsonOf(asking().say({ text: '', toolCalls: [call], finish: 'length' }))).toMatchObject({
    content: [{ type: 'tool_use', input: {} }],
    stop_reason: 'max_tokens',
  });
});

it('a spend cap has an error code, and no retry-after though one is asked for', () => {
  const { point, at } = asking();
  const failure = {
    kind: 'status',
    status: 429,
    code: 'insufficient_quota',
    retryAfterMs: 5000,
  } as const;
  const reply = point.fail(failure, at);
  expect(reply.headers).not.toHaveProperty('retry-after');
  expect(jsonOf(reply)).toMatchObject({
    error: { type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } },
  });
});

it('limits are in the headers, with the time when they are full again', async () => {
  vi.setSystemTime(new Date('2026-01-01T00:00:00Z'));
  const { answer } = asking({}, { limits: { requestsPerMinute: 2, tokensPerMinute: 6000 } });
  const { headers } = await answer();
  expect(headers).toMatchObject({
    'anthropic-ratelimit-requests-limit': '2',
    'anthropic-ratelimit-requests-remaining': '1',
    'anthropic-ratelimit-tokens-limit': '6000',
    'anthropic-ratelimit-input-tokens-limit': '6000',
  });
  expect(headers['anthropic-ratelimit-requests-reset']).toBe('2026-01-01T00:00:30Z');
});

it('input and output have limits of their own', async () => {
  const limits = { requestsPerMinute: 9, tokensPerMinute: 6000, outputTokensPerMinute: 150 };
  const pace = { first: '1 s', gap: 0 } as const;
  const { point, at } = asking({}, { limits, pace });
  const first = await point.answer(at.call.incoming, at);
  expect(first.headers).toMatchObject({
    'anthropic-ratelimit-output-tokens-limit': '150',
    'anthropic-ratelimit-output-tokens-remaining': '50',
    'anthropic-ratelimit-input-tokens-limit': '6000',
  });
  expect(jsonOf(await point.answer(at.call.incoming, at))).toMatchObject({
    error: { message: expect.stringContaining('150 output tokens per minute') },
  });
});

it('counts tokens as it bills them', async () => {
  const { max_tokens: _, ...body } = request;
  const { answer } = asking(
    { ...body, max_tokens: undefined },
    { path: '/v1/messages/count_tokens' },
  );
  const billed = jsonOf(await asking().answer()) as { usage: { input_tokens: number } };
  expect(jsonOf(await answer())).toEqual({ input_tokens: billed.usage.input_tokens });
});

it('lists models for who sends its version, at the address where OpenAI has its own', async () => {
  const point = provider({ script: [], models: ['small'] }).open();
  const list = async (headers: Record<string, string>) => {
    const incoming = { method: 'GET', path: '/v1/models', headers, body: '' };
    return jsonOf(await point.answer(incoming, surroundings(point, incoming, standingClock())));
  };
  expect(await list(version)).toMatchObject({
    data: [{ type: 'model', id: 'small' }],
    has_more: false,
  });
  expect(await list({})).toMatchObject({
    object: 'list',
    data: [{ object: 'model', id: 'small' }],
  });
});
