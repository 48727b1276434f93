import { expect, test } from 'vitest';
import { number, time } from './load-words.ts';

test.each([
  [0, '0 s'],
  [0.44, '0.4 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [1250, '1.25 s'],
  [90_000, '90 s'],
  [120_000, '120 s'],
  [600_400, '600 s'],
])('%d ms are %s', (ms, words) => {
  expect(time(ms)).toBe(words);
});

test.each([
  [86.66667, '86.7'],
  [0.033333, '0.0333'],
  [40, '40'],
  [1234.56, '1234.6'],
])('%d is %s', (value, words) => {
  expect(number(value)).toBe(words);
});
