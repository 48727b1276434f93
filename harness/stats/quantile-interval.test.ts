import { expect, test } from 'vitest';
import { quantileRanks } from './quantile-interval.ts';

test('an upper 95 % bound on p99 takes 299 values', () => {
  expect(quantileRanks(298, 0.99).high).toBeNull();
  expect(quantileRanks(299, 0.99).high).toBe(299);
});

test('the median of 100 lies between the 40th and the 61st with 95 %', () => {
  expect(quantileRanks(100, 0.5, 0.975)).toEqual({ low: 40, high: 61 });
});

test('p99 of many', () => {
  // 9900 ± 1.645·√(10000·0.99·0.01), by the normal approximation.
  const { low, high } = quantileRanks(10_000, 0.99);
  expect(low).toBeGreaterThan(9880);
  expect(low).toBeLessThan(9888);
  expect(high).toBeGreaterThan(9913);
  expect(high).toBeLessThan(9919);
  expect(quantileRanks(0, 0.99)).toEqual({ low: null, high: null });
  expect(() => quantileRanks(10, 1)).toThrow('between 0 and 1');
});
