import { describe, expect, it } from 'vitest';
import { steadyState } from './steady-state.ts';
import { story } from './trace-fixture.ts';

describe('steadyState', () => {
  it('passes where the baseline is answered, whatever the storm does', () => {
    const told = story().phase('baseline').task('a').answer('x', 'degraded', true);
    told.phase('storm').task('b').hang();
    expect(steadyState().judge(told.trace())).toEqual({ result: 'pass' });
  });

  it.each([
    ['hung', story().phase('baseline').task('a').hang()],
    ['failed', story().phase('baseline').task('a').fail()],
    ['says that it failed', story().phase('baseline').task('a').answer('sorry', 'failed')],
    ['is wrong', story().phase('baseline').task('a').answer('x', 'full', false)],
  ])('fails a baseline task that %s', (what, told) => {
    expect(steadyState().judge(told.trace())).toMatchObject({
      result: 'fail',
      signature: `steady-state: a task ${what} without any fault`,
    });
  });

  it('cannot tell without a baseline', () => {
    expect(steadyState().judge(story().task('a').answer('x').trace()).result).toBe('unknown');
  });
});
