import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../model/trace/trace.ts';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from '../../trace-builder.ts';

const put = 'PUT /accounts/:id';
const points: Trace['points'] = {
  bank: { kind: 'api', has: ['request', 'value', 'memory'], effects: [put] },
};
const path = '/accounts/M-7';
const look = (has: number): CallSteps => ({ input: path, safe: true, meaning: { points: has } });
const write = (has: number, how: CallSteps = {}): CallSteps => ({
  makes: 'M-7',
  path,
  input: { points: has },
  op: String(has),
  meaning: { id: 'M-7', points: has },
  idempotent: true,
  ...how,
});
const lost: CallSteps = { hit: 0, outcome: 'broken', meaning: null };

/** One credit in peace, and what the same task does under faults. */
function credit(steps: readonly CallSteps[], end = (it: TraceBuilder) => it.answer('Done.')) {
  const told = traceBuilder({ points })
    .phase('baseline')
    .task('a', { input: 'credit 50' })
    .call('bank', 'GET /accounts/:id', look(100))
    .call('bank', put, write(150))
    .answer('Done.')
    .phase('fault')
    .task('b', { input: 'credit 50' });
  for (const how of steps) told.call('bank', how.safe ? 'GET /accounts/:id' : put, how);
  return end(told).trace();
}

describe('writes with other arguments to one thing', () => {
  it('fail where the last repeats the step of the first, which was seen to be done', () => {
    const trace = credit([look(150), write(200, lost), look(200), write(250)]);
    const reason = expect.stringMatching(/PUT \/accounts\/:id landed 2 times, 1 allowed/);
    expect(exactlyOnce().judge(trace)).toMatchObject({ result: 'fail', reason });
  });

  it('may be one too many where nobody looked in between', () => {
    const trace = credit([look(150), write(200, lost), write(250)]);
    const reason = expect.stringMatching(
      /^PUT \/accounts\/:id took effect more than once for M-7, with 250 for points after 200/,
    );
    expect(exactlyOnce().judge(trace)).toMatchObject({ result: 'unknown', reason });
    expect(never('unsafe').judge(trace)).toMatchObject({ result: 'unknown', reason });
  });

  it('may be so without a baseline, where the reply to the first was lost, else they are wishes of the task', () => {
    const alone = (first: CallSteps) =>
      [look(150), write(200, first), look(200), write(250)]
        .reduce(
          (told, how) => told.call('bank', how.safe ? 'GET /accounts/:id' : put, how),
          traceBuilder({ points }).task('b'),
        )
        .answer('Done.')
        .trace();
    expect(exactlyOnce().judge(alone(lost)).result).toBe('unknown');
    expect(exactlyOnce().judge(alone({})).result).toBe('pass');
  });

  it.each<[string, readonly CallSteps[], ((it: TraceBuilder) => TraceBuilder)?]>([
    ['the same is written once more', [look(150), write(200, lost), write(200)]],
    ['it looks, and leaves what is there', [look(150), write(200, lost), look(200)]],
    [
      'the last write is that without faults',
      [look(100), write(72), look(100), write(150, { op: 'right' })],
    ],
    [
      'the answer does not say that all is done',
      [look(150), write(200, lost), write(150, { op: 'back' })],
      (it) => it.answer('M-7 may be as it was.', 'failed'),
    ],
    [
      'they differ in when they were made',
      [write(200, { ...lost, input: { points: 200, at: 1 } }), write(200, { op: 'later' })],
    ],
  ])('are one change where %s', (_, steps, end) => {
    const trace = credit(steps, end);
    expect(exactlyOnce().judge(trace).result).toBe('pass');
    expect(never('unsafe').judge(trace).result).toBe('pass');
  });

  it('are compared by whole lists, of which the last write has that without faults', () => {
    const report = (weirs: readonly string[], how: CallSteps = {}) =>
      write(0, { input: { weirs }, op: weirs.join(), ...how });
    const verdictOf = (last: readonly string[]) => {
      const told = traceBuilder({ points }).phase('baseline').task('a', { input: 'report' });
      told.call('bank', put, report(['upper', 'mill', 'tidal'])).answer('Done.');
      told.phase('fault').task('b', { input: 'report' });
      told.call('bank', put, report(['mill', 'tidal'], lost)).call('bank', put, report(last));
      return exactlyOnce().judge(told.answer('Done.').trace()).result;
    };
    expect(verdictOf(['upper', 'mill', 'tidal'])).toBe('pass');
    expect(verdictOf(['upper', 'tidal'])).toBe('unknown');
  });

  it('are several where the point says that the same once more does something new', () => {
    const again: CallSteps = { idempotent: false };
    const trace = credit([write(200, { ...lost, ...again }), write(200, again)]);
    expect(exactlyOnce().judge(trace).result).toBe('fail');
    expect(exactlyOnce().judge(credit([write(200, again)])).result).toBe('pass');
    const keyed = { ...again, key: 'K' };
    const once = credit([write(200, { ...lost, ...keyed }), write(200, keyed)]);
    expect(exactlyOnce().judge(once).result).toBe('pass');
  });
});
