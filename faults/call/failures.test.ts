import { expect, test } from 'vitest';
import { effectOf, momentOf } from '../testing/samples.ts';
import { contextOverflow } from '../turn/context-overflow.ts';
import { hang } from './hang.ts';
import { lostReply } from './lost-reply.ts';
import { outage } from './outage.ts';
import { partialBatch } from './partial-batch.ts';
import { rateLimit } from './rate-limit.ts';
import { refuse } from './refuse.ts';
import { repeat } from './repeat.ts';
import { slow } from './slow.ts';
import { unreachable } from './unreachable.ts';

test('slow delays the reply, or the request', () => {
  expect(effectOf(slow())).toEqual({ kind: 'delay', ms: 5_000, where: 'reply' });
  expect(effectOf(slow({ ms: 80, where: 'request' }))).toEqual({
    kind: 'delay',
    ms: 80,
    where: 'request',
  });
});

test('hang tells whether the tool acted', () => {
  expect(effectOf(hang())).toEqual({ kind: 'hang', acts: false });
  expect(effectOf(hang({ acts: true }))).toEqual({ kind: 'hang', acts: true });
});

test('refuse is a status before the tool acts, with only what was asked for', () => {
  expect(effectOf(refuse())).toEqual({ kind: 'refuse', failure: { kind: 'status', status: 500 } });
  const failure = { status: 429, code: 'insufficient_quota', retryAfterMs: 2_000 };
  expect(effectOf(refuse(failure))).toEqual({
    kind: 'refuse',
    failure: { kind: 'status', ...failure },
  });
});

test('context-overflow is 400 with the code that says so', () => {
  const failure = { kind: 'status', status: 400, code: 'context_length_exceeded' };
  expect(effectOf(contextOverflow())).toEqual({ kind: 'refuse', failure });
});

test('partial-batch refuses every second call of those under way at once', () => {
  const kinds = [0, 1, 2, 3].map(
    (alongside) => effectOf(partialBatch(), { ...momentOf(), alongside }).kind,
  );
  expect(kinds).toEqual(['pass', 'refuse', 'pass', 'refuse']);
});

test('rate-limit is 429 with a time to wait', () => {
  expect(effectOf(rateLimit())).toEqual({
    kind: 'refuse',
    failure: { kind: 'status', status: 429, retryAfterMs: 1_000 },
  });
});

test('unreachable and outage are refusals: the tool never heard of the call', () => {
  expect(effectOf(unreachable())).toEqual({
    kind: 'refuse',
    failure: { kind: 'network', code: 'ECONNREFUSED' },
  });
  expect(effectOf(outage())).toEqual({ kind: 'refuse', failure: { kind: 'status', status: 503 } });
  expect(effectOf(outage({ as: 'ETIMEDOUT' }))).toEqual({
    kind: 'refuse',
    failure: { kind: 'network', code: 'ETIMEDOUT' },
  });
});

test('lost-reply is a loss: the tool acted', () => {
  expect(effectOf(lostReply())).toEqual({
    kind: 'lose',
    failure: { kind: 'network', code: 'ECONNRESET' },
  });
  expect(effectOf(lostReply({ as: 504 }))).toEqual({
    kind: 'lose',
    failure: { kind: 'status', status: 504 },
  });
});

test('repeat delivers twice or more', () => {
  expect(effectOf(repeat())).toEqual({ kind: 'repeat', times: 2 });
  expect(effectOf(repeat({ times: 5 }))).toEqual({ kind: 'repeat', times: 5 });
});
