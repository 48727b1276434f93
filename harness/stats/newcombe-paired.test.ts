import { expect, test } from 'vitest';
import { newcombePaired } from './newcombe-paired.ts';

test.each([
  // Table II of the paper.
  [{ both: 36, firstOnly: 12, secondOnly: 2, neither: 0 }, 0.2, 0.0569, 0.3404],
  // M. W. Fagerland et al., Statistical Analysis of Contingency Tables (2017), §8 (Cavo et al. 2012).
  [{ both: 59, firstOnly: 6, secondOnly: 16, neither: 80 }, -0.0621, -0.1186, -0.0046],
])('%j is as published', (pairs, value, low, high) => {
  const got = newcombePaired(pairs);
  expect(got.value).toBeCloseTo(value, 4);
  expect(got.low).toBeCloseTo(low, 4);
  expect(got.high).toBeCloseTo(high, 4);
});

test('pairs that always agree leave a doubt that few pairs leave', () => {
  const few = newcombePaired({ both: 5, firstOnly: 0, secondOnly: 0, neither: 0 });
  expect(few.value).toBe(0);
  expect(few.high).toBeCloseTo(0.434, 3);
  const none = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  expect(() => newcombePaired(none)).toThrow(/at least one pair/);
});
