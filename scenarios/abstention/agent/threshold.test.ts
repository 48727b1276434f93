import { expect, test } from 'vitest';
import { calibration, threshold } from './threshold.ts';

test('the desk answers from 0.7 on: 27 wrong of 1000 are surely at most 8 %, 67 of 1200 are not', () => {
  expect(threshold(calibration, 0.08, 0.05)).toBe(0.7);
});

test('a stricter risk asks for more confidence, or for more data than there is', () => {
  expect(threshold(calibration, 0.07, 0.05)).toBeGreaterThanOrEqual(0.7);
  expect(threshold(calibration, 0.06, 0.05)).toBe(Infinity);
  expect(threshold([], 0.5, 0.05)).toBe(Infinity);
});

test('few answers prove nothing, however right they are', () => {
  const few = [{ confidence: 0.9, answers: 10, wrong: 0 }];
  expect(threshold(few, 0.08, 0.05)).toBe(Infinity);
  expect(threshold([{ ...few[0]!, answers: 1000 }], 0.08, 0.05)).toBe(0.9);
});

test('bins below one that fails do not count, whatever their order', () => {
  const bins = [
    { confidence: 0.5, answers: 100_000, wrong: 0 },
    { confidence: 0.9, answers: 1000, wrong: 0 },
    { confidence: 0.7, answers: 1000, wrong: 900 },
  ];
  expect(threshold(bins, 0.08, 0.05)).toBe(0.9);
});
