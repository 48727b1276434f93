import { expect, test } from 'vitest';
import { holm } from './holm.ts';

test('each is adjusted by how many are left, and none falls under one before it', () => {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), 'holm').
  const got = holm([0.01, 0.04, 0.03, 0.005]);
  expect(got.map((one) => Number(one.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
  expect(() => holm([1.2])).toThrow(/from 0 to 1/);
});
