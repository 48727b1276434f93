import { describe, expect, it } from 'vitest';
import { passAtK, passHatK } from './pass-k.ts';

describe('pass^k and pass@k', () => {
  it('are worked by hand for 3 of 4: C(3,2)/C(4,2) = 3/6; 1 − C(1,2)/C(4,2) = 1', () => {
    expect(passHatK([{ n: 4, successes: 3 }], 2)).toBeCloseTo(0.5, 12);
    expect(passAtK([{ n: 4, successes: 3 }], 2)).toBe(1);
  });

  it('are worked by hand for 2 of 5: C(2,2)/C(5,2) = 1/10; 1 − C(3,2)/C(5,2) = 7/10', () => {
    expect(passHatK([{ n: 5, successes: 2 }], 2)).toBeCloseTo(0.1, 12);
    expect(passAtK([{ n: 5, successes: 2 }], 2)).toBeCloseTo(0.7, 12);
  });

  it('are both the success rate for k = 1, and means over tasks', () => {
    const tasks = [
      { n: 4, successes: 1 },
      { n: 8, successes: 6 },
    ];
    expect(passHatK(tasks, 1)).toBeCloseTo(0.5, 12);
    expect(passAtK(tasks, 1)).toBeCloseTo(0.5, 12);
  });

  it('hold for counts whose factorials overflow', () => {
    expect(passHatK([{ n: 2000, successes: 1999 }], 1000)).toBeCloseTo(0.5, 10);
  });

  it('refuse fewer than k trials, no tasks, and a k that is none', () => {
    expect(() => passHatK([{ n: 2, successes: 2 }], 3)).toThrow(/at least 3 trials/);
    expect(() => passAtK([], 1)).toThrow(/at least one task/);
    expect(() => passAtK([{ n: 2, successes: 2 }], 0)).toThrow(/k as a whole number/);
  });
});
