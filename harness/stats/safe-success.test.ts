import { describe, expect, it } from 'vitest';
import { safeSuccess, safeSuccessRate } from './safe-success.ts';

const safe = { correct: true, duplicates: 0, unsupported: 0 };

describe('SafeSuccess', () => {
  it('wants all three', () => {
    expect(safeSuccess(safe)).toBe(true);
    expect(safeSuccess({ ...safe, correct: false })).toBe(false);
    expect(safeSuccess({ ...safe, duplicates: 1 })).toBe(false);
    expect(safeSuccess({ ...safe, unsupported: 1 })).toBe(false);
  });

  it('comes as a share with its interval', () => {
    const ends = Array.from({ length: 20 }, (_, i) => ({ ...safe, correct: i > 0 }));
    const rate = safeSuccessRate(ends);
    expect(rate.share).toBe(0.95);
    expect(rate.low).toBeCloseTo(0.7639, 4);
    expect(rate.high).toBeCloseTo(0.9911, 4);
    expect(safeSuccessRate([])).toEqual({ share: null, low: 0, high: 1 });
  });
});
