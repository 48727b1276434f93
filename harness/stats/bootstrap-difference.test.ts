import { expect, test } from 'vitest';
import { draws } from '../model/random.ts';
import { bootstrapDifference } from './bootstrap-difference.ts';

const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const base = Array.from({ length: 40 }, (_, n) => 10 + ((n * 7) % 13));

test('what goes up in every stretch is surely up where stretches are paired, and not where they are not', () => {
  const now = base.map((one) => one + 1);
  const options = { base, now, of: mean, draw: draws(1, 'a') };
  const paired = bootstrapDifference({ ...options, isPaired: true });
  expect(paired?.low).toBeCloseTo(1, 9);
  expect(paired?.high).toBeCloseTo(1, 9);
  expect(paired?.above(0.5)).toBeCloseTo(2 / 2001, 12);
  expect(paired?.above(1.01)).toBe(1);
  expect(paired?.below(1.5)).toBeCloseTo(2 / 2001, 12);
  const apart = bootstrapDifference({ ...options, isPaired: false });
  expect(apart?.low).toBeLessThan(0);
  expect(apart?.high).toBeGreaterThan(2);
});

test('unpaired, it is as wide as the normal limit has it', () => {
  const got = bootstrapDifference({
    base,
    now: base,
    of: mean,
    isPaired: false,
    draw: draws(2, 'b'),
  });
  const variance = mean(base.map((one) => (one - mean(base)) ** 2));
  const half = 1.96 * Math.sqrt((2 * variance) / base.length);
  expect(got?.value).toBe(0);
  expect((got?.high ?? 0) / half).toBeCloseTo(1, 1);
  expect((got?.low ?? 0) / -half).toBeCloseTo(1, 1);
});

test('nothing to compare is null, and no stretch an error', () => {
  const of = () => null;
  const options = { of, isPaired: true, draw: draws(3, 'c') };
  expect(bootstrapDifference({ base, now: base, ...options })).toBeNull();
  expect(() => bootstrapDifference({ base: [], now: base, ...options })).toThrow(/both sides/);
  expect(() => bootstrapDifference({ base: [1], now: base, ...options })).toThrow(/as many/);
});
