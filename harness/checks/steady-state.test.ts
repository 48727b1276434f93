import { describe, expect, it } from 'vitest';
import { steadyState } from './steady-state.ts';
import { traceBuilder } from './trace-builder.ts';

describe('steadyState', () => {
  it('passes where the baseline is answered, whatever the fault phase does', () => {
    const told = traceBuilder().phase('baseline').task('a').answer('x', 'degraded', true);
    told.phase('fault').task('b').hang();
    expect(steadyState().judge(told.trace())).toEqual({ result: 'pass' });
  });

  it.each([
    ['hung', traceBuilder().phase('baseline').task('a').hang()],
    ['failed', traceBuilder().phase('baseline').task('a').fail()],
    ['says that it failed', traceBuilder().phase('baseline').task('a').answer('sorry', 'failed')],
    ['is wrong', traceBuilder().phase('baseline').task('a').answer('x', 'full', false)],
  ])('fails a baseline task that %s', (what, told) => {
    expect(steadyState().judge(told.trace())).toMatchObject({
      result: 'fail',
      signature: `steady-state: a task ${what} without any fault`,
    });
  });

  it('says what gives a task more time that met its deadline', () => {
    const told = traceBuilder().phase('baseline').task('a').hang('deadline');
    expect(steadyState().judge(told.trace())).toMatchObject({
      reason: 'task a hung without any fault (a `deadline:` of the scenario gives it more time)',
    });
  });

  it('cannot tell without a baseline', () => {
    expect(steadyState().judge(traceBuilder().task('a').answer('x').trace()).result).toBe(
      'unknown',
    );
  });
});
