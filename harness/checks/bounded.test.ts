import { describe, expect, it } from 'vitest';
import { bounded } from './bounded.ts';
import { traceBuilder, type CallSteps } from './trace-builder.ts';

const get = 'GET /search';
const three = () =>
  traceBuilder()
    .task('a')
    .call('flights', get, { op: 'GET /search#x', outcome: 'failed' })
    .call('flights', get, { op: 'GET /search#x', tokens: 5 })
    .call('model', 'chat', { tokens: 7 })
    .answer('ok');

describe('bounded', () => {
  it('passes at the limits', () => {
    const bounds = { calls: 3, callsPerOp: 2, tokens: 12, within: 3 };
    expect(bounded(bounds).judge(three().trace())).toEqual({ result: 'pass' });
  });

  it.each([
    [{ calls: 2 }, 'bounded: more than 2 calls', [5]],
    [{ callsPerOp: 1 }, 'bounded: more than 1 attempts of one flights GET /search', [3]],
    [{ tokens: 11 }, 'bounded: more than 11 tokens', [4, 6]],
    [{ within: 2 }, 'bounded: more than 2 ms', [0, 7]],
    [{ calls: 1, point: 'flights' }, 'bounded: more than 1 calls at flights', [3]],
  ])('fails over %j', (bounds, signature, evidence) => {
    const verdict = bounded(bounds).judge(three().trace());
    expect(verdict).toMatchObject({ result: 'fail', signature, evidence });
  });

  const asked = (
    pauseMs: number,
    { between = '', ...how }: CallSteps & { between?: string } = {},
  ) => {
    const told = traceBuilder().task('a');
    for (let n = 0; n < 3; n += 1) {
      told.call('flights', get, { safe: true, ...how }).wait(pauseMs);
      if (between) told.call(between, 'chat', { op: `${n}` });
    }
    return bounded({ callsPerOp: 2 }).judge(told.answer('ok').trace()).result;
  };
  it.each([
    ['polls', asked(1_000), 'pass'],
    ['polls, and reads another tool', asked(1_000, { between: 'hotels' }), 'pass'],
    ['asks without a pause', asked(999), 'fail'],
    ['asks as its model says', asked(1_000, { between: 'model' }), 'fail'],
    ['changes something', asked(1_000, { safe: false }), 'fail'],
    ['got no reply', asked(1_000, { outcome: 'failed' }), 'fail'],
    ['got a false one', asked(1_000, { taint: 'stale' }), 'fail'],
  ])('of an agent that asks the same again and %s', (_, result, expected) => {
    expect(result).toBe(expected);
  });

  it('counts at one point only where one is named', () => {
    expect(bounded({ tokens: 5, point: 'flights' }).judge(three().trace()).result).toBe('pass');
  });

  it('cannot tell without tasks or point, or where no call belongs to a task', () => {
    expect(bounded({ calls: 1 }).judge(traceBuilder().trace()).result).toBe('unknown');
    const verdict = bounded({ calls: 1, point: 'cars' }).judge(three().trace());
    expect(verdict.result).toBe('unknown');
    const stray = traceBuilder().task('a').call('flights', get, { task: '' }).answer('x').trace();
    expect(bounded({ calls: 1 }).judge(stray).result).toBe('unknown');
    expect(bounded({ within: '10 ms' }).judge(stray).result).toBe('pass');
  });

  it('refuses to bound nothing, and limits that are none', () => {
    expect(() => bounded({})).toThrow(/at least one/);
    expect(() => bounded({ calls: -1 })).toThrow(/calls/);
  });
});
