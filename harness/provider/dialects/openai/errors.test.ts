import { describe, expect, it } from 'vitest';
import { textOf } from '../../../model/reply.ts';
import { fullBucket, levels } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';
import { openaiError, overLimit } from './errors.ts';
import { goDuration } from './headers.ts';

const limits = { requestsPerMinute: 60, tokensPerMinute: 1000 };
const as: Answering = {
  requestId: 'req_1',
  levels: levels(fullBucket(limits, 0), limits, 0),
  nowMs: 0,
  pace: { firstMs: 0, gapMs: 0 },
  model: 'gpt-5',
};

function worded(problem: Problem) {
  const reply = openaiError(problem, as);
  return { ...(JSON.parse(textOf(reply)) as { error: object }).error, headers: reply.headers };
}

describe('openaiError', () => {
  it.each([
    [429, undefined, 'rate_limit_exceeded', 'requests'],
    [429, 'slow_down', 'slow_down', 'rate_limit_error'],
    [429, 'insufficient_quota', 'insufficient_quota', 'insufficient_quota'],
    [429, 'credit_balance_exhausted', 'credit_balance_exhausted', 'insufficient_quota'],
    [429, 'project_spend_limit_exceeded', 'project_spend_limit_exceeded', 'insufficient_quota'],
    [503, undefined, 'server_is_overloaded', 'service_unavailable_error'],
    [400, 'context_length_exceeded', 'context_length_exceeded', 'invalid_request_error'],
    [400, undefined, null, 'invalid_request_error'],
    [401, undefined, 'invalid_api_key', 'invalid_request_error'],
    [404, undefined, 'model_not_found', 'invalid_request_error'],
    [500, undefined, null, 'server_error'],
    [502, undefined, null, 'server_error'],
    [429, 'a_code_of_tomorrow', 'a_code_of_tomorrow', 'requests'],
  ])('%i %s is worded with code %s and type %s', (status, asked, code, type) => {
    const error = worded(asked === undefined ? { status } : { status, code: asked });
    expect(error).toMatchObject({ code, type, message: expect.stringMatching(/\w/) });
    expect(Object.keys(error)).toEqual(['message', 'type', 'param', 'code', 'headers']);
  });

  it('says when to come back in whole seconds, rounded up, and in ms', () => {
    const { headers } = worded({ status: 429, retryAfterMs: 1200 });
    expect(headers).toMatchObject({ 'retry-after': '2', 'retry-after-ms': '1200' });
    expect(worded({ status: 429 }).headers).not.toHaveProperty('retry-after');
  });

  it('hints at no wait, in words or headers, where none was given', () => {
    expect(worded({ status: 429 })).toMatchObject({
      message: expect.not.stringContaining('again'),
    });
    expect(worded({ status: 429, retryAfterMs: 70_000 })).toMatchObject({
      message: expect.stringContaining('Please try again in 1m10s.'),
    });
  });

  it('has the rate limit headers on every error', () => {
    expect(worded({ status: 500 }).headers).toMatchObject({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '60',
      'x-ratelimit-reset-requests': '0s',
      'x-ratelimit-limit-tokens': '1000',
      'x-ratelimit-remaining-tokens': '1000',
      'x-ratelimit-reset-tokens': '0s',
      'x-request-id': 'req_1',
      'openai-processing-ms': '1',
    });
  });
});

describe('overLimit', () => {
  const rejection = { by: 'tokens', limit: 1000, used: 900, requested: 200 } as const;

  it('names the limit and the wait', () => {
    const { message, retryAfterMs } = overLimit({ ...rejection, waitMs: 6000 }, 'gpt-5');
    expect(message).toContain(
      'tokens per min (TPM): Limit 1000, Used 900, Requested 200. Please try again in 6s.',
    );
    expect(retryAfterMs).toBe(6000);
  });

  it('asks nobody to come back with what can never fit', () => {
    const problem = overLimit({ ...rejection, requested: 2000, waitMs: null }, 'gpt-5');
    expect(problem.message).toContain('Request too large for gpt-5');
    expect(problem).not.toHaveProperty('retryAfterMs');
  });
});

it('prints durations as Go does', () => {
  const shown = [0, 0.2, 17, 1000, 8640, 60_000, 86_400, 360_000, 3_600_000].map(goDuration);
  expect(shown).toEqual(['0s', '1ms', '17ms', '1s', '8.64s', '1m0s', '1m26.4s', '6m0s', '1h0m0s']);
});
