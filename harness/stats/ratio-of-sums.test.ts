import { expect, test } from 'vitest';
import { ratioOfSums } from './ratio-of-sums.ts';

test('is worked by hand: 2 and 4 for 1 each have variance (1 + 1)·2/36 in the log', () => {
  const { value, low, high } = ratioOfSums([
    { part: 2, whole: 1 },
    { part: 4, whole: 1 },
  ]);
  const half = 1.959964 * Math.sqrt(1 / 9);
  expect(value).toBeCloseTo(3, 12);
  expect(low).toBeCloseTo(3 * Math.exp(-half), 5);
  expect(high).toBeCloseTo(3 * Math.exp(half), 5);
});

test('has no width where each stretch spends alike on each', () => {
  const { value, low, high } = ratioOfSums([
    { part: 30, whole: 10 },
    { part: 60, whole: 20 },
  ]);
  expect([value, low, high]).toEqual([3, 3, 3]);
});

test('refuses one stretch, and nothing to divide by', () => {
  expect(() => ratioOfSums([{ part: 1, whole: 1 }])).toThrow('two stretches');
  const idle = { part: 1, whole: 0 };
  expect(() => ratioOfSums([idle, idle])).toThrow('above 0');
});
