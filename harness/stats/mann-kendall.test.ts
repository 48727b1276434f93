import { expect, test } from 'vitest';
import { mannKendall } from './mann-kendall.ts';

test('a series that only rises', () => {
  const { s, z } = mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  // S = 45; variance 10·9·25/18 = 125; (45 − 1)/√125.
  expect(s).toBe(45);
  expect(z).toBeCloseTo(3.9355, 4);
});

test('ties take from the variance', () => {
  const { s, z } = mannKendall([1, 1, 2, 2, 3]);
  // Eight pairs rise; (5·4·15 − 2·(2·1·9))/18 = 14.667; 7/√14.667.
  expect(s).toBe(8);
  expect(z).toBeCloseTo(1.8278, 4);
});

test('what falls is the mirror of what rises; what stands still has no trend', () => {
  expect(mannKendall([3, 2, 1]).z).toBeCloseTo(-mannKendall([1, 2, 3]).z, 12);
  expect(mannKendall([5, 5, 5, 5])).toEqual({ s: 0, z: 0 });
  expect(() => mannKendall([1, 2])).toThrow('at least three');
});
