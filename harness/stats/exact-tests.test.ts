import { expect, test } from 'vitest';
import { fisher, mcnemar } from './exact-tests.ts';

test('of pairs: the binomial tail of those that changed', () => {
  expect(mcnemar(0, 0)).toBe(1);
  expect(mcnemar(1, 0)).toBe(0.5);
  expect(mcnemar(5, 0)).toBeCloseTo(1 / 32, 12);
  // (C(10,8) + C(10,9) + 1) / 2^10.
  expect(mcnemar(8, 2)).toBeCloseTo(56 / 1024, 12);
});

test('of two samples: the lady who tastes tea, and a table by hand', () => {
  const of = (a: number, n: number, b: number, m: number) =>
    fisher({ first: { part: a, whole: n }, second: { part: b, whole: m } });
  expect(of(1, 4, 3, 4)).toBeCloseTo(17 / 70, 12);
  expect(of(0, 5, 1, 20)).toBeCloseTo(0.8, 12);
  expect(of(0, 5, 5, 5)).toBeCloseTo(1 / 252, 12);
  expect(of(3, 3, 0, 3)).toBeCloseTo(1, 12);
  expect(() => of(0, 0, 1, 2)).toThrow(/both sides/);
});
