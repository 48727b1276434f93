import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws, integer, pick } from './random.ts';

test('the same key gives the same draws, another key others', () => {
  const some = (seed: number, key: string) => {
    const draw = draws(seed, key);
    return [draw(), draw(), draw()];
  };
  expect(some(1, 'a')).toEqual(some(1, 'a'));
  expect(some(1, 'a')).not.toEqual(some(1, 'b'));
  expect(some(1, 'a')).not.toEqual(some(2, 'a'));
});

test('draws lie in [0, 1) and are spread evenly', () => {
  const draw = draws(3, 'spread');
  const bins = [0, 0, 0, 0];
  for (let n = 0; n < 4000; n += 1) {
    const value = draw();
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    bins[Math.floor(value * 4)]! += 1;
  }
  for (const bin of bins) expect(Math.abs(bin - 1000)).toBeLessThan(150);
});

test('neighbouring seeds and keys share no draws, in whatever order', () => {
  const first = (seed: number) => {
    const draw = draws(seed, 'nonce', 'k');
    return Array.from({ length: 16 }, () => draw());
  };
  const all = Array.from({ length: 64 }, (_, seed) => first(seed)).flat();
  expect(new Set(all).size).toBe(all.length);
});

test('integers stay in their range, both ends included', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -9, max: 0 }), fc.nat(9), (seed, min, more) => {
      const value = integer(draws(seed, 'i'), min, min + more);
      return Number.isInteger(value) && value >= min && value <= min + more;
    }),
  );
});

test('there is nothing to pick from an empty list', () => {
  expect(() => pick(draws(1, 'p'), [])).toThrow(RangeError);
});
