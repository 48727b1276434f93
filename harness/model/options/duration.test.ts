import { expect, test } from 'vitest';
import { toMs, type Duration } from './duration.ts';

test.each([
  [500, 500],
  ['500 ms', 500],
  ['1.5 s', 1500],
  ['2 min', 120_000],
  ['1 h', 3_600_000],
  ['8.2 min', 492_000],
] as const)('%s is %i ms', (duration, ms) => {
  expect(toMs(duration)).toBe(ms);
});

test.each(['5 parsecs', '', '-1 s', 's', Number.NaN, -5])('%s is refused', (wrong) => {
  expect(() => toMs(wrong as Duration)).toThrow(/expected a length of time/);
});
