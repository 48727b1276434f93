import { expect, test } from 'vitest';
import { widenedBy } from './changed-pairs.ts';

const none = { above: () => 1, below: () => 1 };

test('pairs that are all alike leave the doubt that their number leaves', () => {
  const alike = widenedBy({ value: 0, low: 0, high: 0, ...none }, { changed: 0, pairs: 100 });
  // Wilson: 0 of 100 is at most 3.7 %, with 95 % confidence.
  expect(alike.low).toBeCloseTo(-0.037, 3);
  expect(alike.high).toBeCloseTo(0.037, 3);
  const other = widenedBy({ value: -1, low: -1, high: -1, ...none }, { changed: 6, pairs: 6 });
  expect(other.high).toBeCloseTo(-0.61, 2);
});

test('an interval that is wider stays as it is; no pair says nothing at all', () => {
  const wide = { value: 0, low: -0.5, high: 0.5, ...none };
  expect(widenedBy(wide, { changed: 0, pairs: 100 })).toEqual(wide);
  const vain = widenedBy({ value: 0, low: 0, high: 0, ...none }, { changed: 0, pairs: 0 });
  expect([vain.low, vain.high]).toEqual([-1, 1]);
});
