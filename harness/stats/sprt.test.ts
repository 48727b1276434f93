import { describe, expect, it } from 'vitest';
import { sprtStart, sprtStep, type Sprt, type SprtPlan } from './sprt.ts';

const plan: SprtPlan = { p0: 0.1, p1: 0.3, alpha: 0.05, beta: 0.1, maxTrials: 100 };
const after = (trials: readonly boolean[], how: SprtPlan = plan): Sprt =>
  trials.reduce((state, failed) => sprtStep(state, failed, how), sprtStart);
const times = (n: number, failed: boolean): readonly boolean[] => Array<boolean>(n).fill(failed);

describe('the sequential test', () => {
  it('adds ln 3 for a failure and ln(7/9) for a success', () => {
    expect(after([true]).llr).toBeCloseTo(Math.log(3), 12);
    expect(after([true, false]).llr).toBeCloseTo(Math.log(3) + Math.log(7 / 9), 12);
  });

  it('fails at ln 18 = 2.89: the third failure in a row', () => {
    expect(after(times(2, true)).says).toBe('more');
    expect(after(times(3, true)).says).toBe('fail');
  });

  it('passes at ln(0.1/0.95) = −2.25: the ninth success in a row', () => {
    expect(after(times(8, false)).says).toBe('more');
    expect(after(times(9, false)).says).toBe('pass');
  });

  it('is unknown when its trials are used up, and stays as it decided', () => {
    const short = { ...plan, maxTrials: 4 };
    expect(after(times(4, false), short)).toMatchObject({ n: 4, says: 'unknown' });
    expect(after([...times(9, false), true, true, true])).toMatchObject({ n: 9, says: 'pass' });
  });

  it('refuses rates and risks that tell nothing apart', () => {
    expect(() => after([true], { ...plan, p1: 0.1 })).toThrow(/p0 < p1/);
    expect(() => after([true], { ...plan, alpha: 0 })).toThrow(/alpha/);
    expect(() => after([true], { ...plan, maxTrials: 0 })).toThrow(/maxTrials/);
  });
});
