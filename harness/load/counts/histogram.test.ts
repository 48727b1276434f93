import { expect, test } from 'vitest';
import { histogram } from './histogram.ts';

test('what was recorded can be recorded anew, and is the same', () => {
  const first = histogram();
  for (const ms of [0, 0, 0.004, 1.2345, 12.345, 12.346, 999.999, 61_234.5]) first.record(ms);
  const second = histogram();
  for (const [us, count] of first.counts()) {
    for (let n = 0; n < count; n += 1) second.record(us / 1000);
  }
  expect(first.counts().reduce((sum, [, count]) => sum + count, 0)).toBe(8);
  expect(second.counts()).toEqual(first.counts());
  for (const share of [0, 0.25, 0.5, 0.99, 1]) expect(second.at(share)).toBe(first.at(share));
  expect(histogram().counts()).toEqual([]);
});
