import { describe, expect, it } from 'vitest';
import { completes } from './completes.ts';
import { story } from './trace-fixture.ts';

describe('completes', () => {
  it('passes where every task of the storm is answered in time', () => {
    const trace = story().task('a').wait(50).answer('x').task('b').answer('y', 'abstained').trace();
    expect(completes({ within: 50 }).judge(trace)).toEqual({ result: 'pass' });
  });

  it.each([
    ['hung (idle)', story().task('a').hang()],
    ['failed', story().task('a').fail('ECONNRESET 17')],
    ['answered that it failed', story().task('a').answer('sorry', 'failed')],
    ['answered too late', story().task('a').wait(51).answer('x')],
  ])('fails a task that %s', (what, told) => {
    expect(completes({ within: 50 }).judge(told.trace())).toMatchObject({
      result: 'fail',
      signature: `completes: ${what}`,
      evidence: [0, 1],
    });
  });

  it('leaves out the other phases', () => {
    const trace = story().phase('baseline').task('a').hang().phase('storm').task('b').answer('x');
    expect(completes().judge(trace.trace()).result).toBe('pass');
  });

  it('cannot tell without tasks, or of a trace that breaks off', () => {
    expect(completes().judge(story().trace()).result).toBe('unknown');
    const cut = story().task('a').answer('x').task('b');
    expect(completes().judge(cut.trace()).result).toBe('unknown');
    const broken = story().task('a').fail().task('b');
    expect(completes().judge(broken.trace()).result).toBe('fail');
  });

  it('refuses a limit that is none', () => {
    expect(() => completes({ within: Number.NaN })).toThrow(/length of time/);
    expect(() => completes({ within: -1 })).toThrow(/length of time/);
  });
});
