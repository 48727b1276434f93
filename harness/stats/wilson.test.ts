import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from './wilson.ts';

describe("Wilson's interval", () => {
  // Newcombe 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is %d to %d', (successes, n, low, high) => {
    const interval = wilson(successes, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('knows nothing of no trials', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('lies within [0, 1] and holds the share', () => {
    const counts = fc.nat(5000).chain((n) => fc.tuple(fc.nat(n), fc.constant(n + 1)));
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const { low, high } = wilson(successes, n);
        expect([0, low, successes / n, high, 1]).toEqual(
          [0, low, successes / n, high, 1].toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('refuses counts that are none', () => {
    expect(() => wilson(3, 2)).toThrow(/0 ≤ part ≤ whole/);
    expect(() => wilson(1, 2, 1)).toThrow(/strictly between/);
  });
});
