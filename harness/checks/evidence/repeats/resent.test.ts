import { describe, expect, it } from 'vitest';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

const label = 'POST /book';
const credit = (balance: number, how: CallSteps = {}): CallSteps => ({
  makes: 'ACC-9',
  meaning: { id: 'ACC-9', balance },
  ...how,
});
const lost: CallSteps = { makes: 'ACC-9', hit: 0, outcome: 'broken' };

/** One task in peace, and the same under faults, which sends its request twice. */
const twice = (first: CallSteps, second: CallSteps, peace = credit(15)) =>
  traceBuilder()
    .phase('baseline')
    .task('a')
    .call('flights', label, peace)
    .answer('Done.')
    .phase('fault')
    .task('b')
    .call('flights', label, first)
    .call('flights', label, second);

describe('a request that was sent twice and made one id', () => {
  it('may have been done twice where its replies tell other numbers each time', () => {
    const trace = twice(lost, credit(45)).answer('ACC-9 has it.').trace();
    const doubt = {
      result: 'unknown',
      reason: expect.stringMatching(
        /^POST \/book took effect more than once for ACC-9.*idempotent: true/s,
      ),
    };
    expect(exactlyOnce().judge(trace)).toMatchObject(doubt);
    expect(never('unsafe').judge(trace)).toMatchObject(doubt);
  });

  it.each<[string, CallSteps, CallSteps]>([
    ['its replies tell the same', lost, credit(15)],
    ['they differ in words or times', lost, credit(15, { meaning: { balance: 15, is: 'there' } })],
    ['they differ in how they came', lost, credit(15, { meaning: { balance: 15, tookMs: 9 } })],
    ['it has a key', { ...lost, key: 'K' }, credit(45, { key: 'K' })],
    [
      'the same once more does nothing new',
      { ...lost, idempotent: true },
      credit(45, { idempotent: true }),
    ],
    ['it is another request', lost, credit(45, { op: 'another' })],
  ])('is one change where %s', (_, first, second) => {
    const trace = twice(first, second).answer('Done.').trace();
    expect(exactlyOnce().judge(trace).result).toBe('pass');
  });

  const add = (meaning: unknown, how: CallSteps = {}): CallSteps => ({
    makes: 'ACC-9',
    path: '/accounts/ACC-9',
    input: { add: 50 },
    meaning,
    ...how,
  });
  const patch = 'PATCH /accounts/:id';
  const patched = (meaning: unknown, how: CallSteps = {}, times = 2, label = patch) => {
    const told = traceBuilder()
      .phase('baseline')
      .task('a', { input: 'x' })
      .call('flights', label, add(meaning, how))
      .answer('Done.')
      .phase('fault')
      .task('b', { input: 'x' });
    for (let n = 1; n < times; n += 1) {
      told.call('flights', label, add(null, { hit: 0, outcome: 'broken', ...how }));
    }
    return told.call('flights', label, add(meaning, how)).answer('Done.').trace();
  };
  it.each<[string, unknown, CallSteps, 'pass' | 'unknown']>([
    ['nothing', { ok: true }, {}, 'unknown'],
    ['no more than the id', { id: 'ACC-9', ok: true }, {}, 'unknown'],
    ['nothing, and tells no id', { ok: true }, { makes: '#a1' }, 'unknown'],
    ['what was asked for', { add: 50 }, {}, 'pass'],
    ['the same numbers each time', { points: 50 }, {}, 'pass'],
    ['nothing, of a state', { ok: true }, { input: null, path: '/accounts/ACC-9/close' }, 'pass'],
    ['nothing, of a request with a key', { ok: true }, { key: 'K' }, 'pass'],
    ['nothing, of what it made', { ok: true }, { makes: 'TX-1' }, 'pass'],
  ])('is judged by what its replies show of the thing it names: %s', (_, meaning, how, result) => {
    expect(exactlyOnce().judge(patched(meaning, how)).result).toBe(result);
    expect(exactlyOnce().judge(patched(meaning, how, 1)).result).toBe('pass');
  });

  it.each(['likes', 'refund', 'cancel', 'ship'])(
    'may be another each time where it is a POST without a body: %s',
    (action) => {
      const posted = (times: number, how: CallSteps = {}, meaning: unknown = { ok: true }) =>
        patched(
          meaning,
          { input: null, path: `/posts/ACC-9/${action}`, ...how },
          times,
          `POST /posts/:id/${action}`,
        );
      const resultOf = (trace: ReturnType<typeof posted>) => exactlyOnce().judge(trace).result;
      expect(resultOf(posted(2))).toBe('unknown');
      expect(resultOf(posted(2, {}, { id: 'ACC-9', euros: 50 }))).toBe('unknown');
      expect(resultOf(posted(2, { key: 'K' }))).toBe('pass');
      expect(resultOf(posted(2, { idempotent: true }))).toBe('pass');
      expect(resultOf(posted(1))).toBe('pass');
    },
  );

  it('is one where the service refuses it the second time', () => {
    const refund = (how: CallSteps): CallSteps => ({ path: '/orders/ACC-9/refund', ...how });
    const label = 'POST /orders/:id/refund';
    const trace = traceBuilder()
      .task('b')
      .call('flights', label, refund({ makes: 'ACC-9', hit: 0, outcome: 'broken' }))
      .call('flights', label, refund({ outcome: 'failed', meaning: { error: 'is refunded' } }))
      .answer('ACC-9 is refunded.')
      .trace();
    expect(exactlyOnce().judge(trace).result).toBe('pass');
  });

  it('is made anew once it was taken back', () => {
    const trace = twice(lost, { undoes: 'ACC-9' })
      .call('flights', label, credit(45))
      .answer('Done.')
      .trace();
    expect(exactlyOnce().judge(trace).result).toBe('pass');
  });
});
