import { describe, expect, it } from 'vitest';
import { newcombe } from './newcombe.ts';

describe("Newcombe's interval of a difference", () => {
  // Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 10, 1, 0.6075, 1],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
  ])('of %d/%d and %d/%d', (a, m, b, n, value, low, high) => {
    const found = newcombe({ successes: a, n: m }, { successes: b, n });
    expect(found.value).toBeCloseTo(value, 10);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('refuses a side without trials', () => {
    expect(() => newcombe({ successes: 0, n: 0 }, { successes: 1, n: 1 })).toThrow(/both sides/);
  });
});
