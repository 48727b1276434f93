import { describe, expect, it } from 'vitest';
import { passHatK } from './pass-k.ts';
import { wilson } from './wilson.ts';

describe('pass^k', () => {
  it('is worked by hand for 3 of 4: C(3,2)/C(4,2) = 3/6', () => {
    expect(passHatK([{ n: 4, successes: 3 }], 2).value).toBeCloseTo(0.5, 12);
  });

  it('is worked by hand for 2 of 5: C(2,2)/C(5,2) = 1/10', () => {
    expect(passHatK([{ n: 5, successes: 2 }], 2).value).toBeCloseTo(0.1, 12);
  });

  it('is the success rate with its own interval for k = 1', () => {
    const { value, low, high } = passHatK([{ n: 20, successes: 15 }], 1);
    expect(value).toBeCloseTo(0.75, 12);
    expect(low).toBeCloseTo(wilson(15, 20).low, 12);
    expect(high).toBeCloseTo(wilson(15, 20).high, 12);
  });

  it('is the mean over tasks, its interval narrower than theirs', () => {
    const one = passHatK([{ n: 20, successes: 15 }], 1);
    const four = passHatK(
      Array.from({ length: 4 }, () => ({ n: 20, successes: 15 })),
      1,
    );
    expect(four.value).toBeCloseTo(0.75, 12);
    expect(four.value - four.low).toBeCloseTo((one.value - one.low) / 2, 12);
  });

  it('lies in its interval, even where fewer than k succeeded', () => {
    const { value, low, high } = passHatK([{ n: 10, successes: 9 }], 10);
    expect([value, low]).toEqual([0, 0]);
    expect(high).toBeGreaterThan(0.5);
  });

  it('holds for counts whose factorials overflow', () => {
    expect(passHatK([{ n: 2000, successes: 1999 }], 1000).value).toBeCloseTo(0.5, 10);
  });

  it('refuses fewer than k trials, no tasks, and a k that is none', () => {
    expect(() => passHatK([{ n: 2, successes: 2 }], 3)).toThrow(/at least 3 trials/);
    expect(() => passHatK([], 1)).toThrow(/at least one task/);
    expect(() => passHatK([{ n: 2, successes: 2 }], 0)).toThrow(/k as a whole number/);
  });
});
