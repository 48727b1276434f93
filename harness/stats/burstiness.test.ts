import { expect, test } from 'vitest';
import { arrivalTimes } from '../load/arrivals.ts';
import type { ArrivalKind } from '../model/phase.ts';
import { draws } from '../model/random.ts';
import { burstiness } from './burstiness.ts';

test('is worked by hand: 1, 2, 5, 0 have mean 2 and variance (1 + 0 + 9 + 4)/3', () => {
  expect(burstiness([1, 2, 5, 0])).toEqual({
    mean: 2,
    peak: 5,
    at: 2,
    dispersion: expect.closeTo(14 / 3 / 2, 12) as number,
  });
});

test('arrivals at a constant rate have none, Poisson arrivals 1, bursts more', () => {
  const of = (arrivals: ArrivalKind, shape = 1) => {
    const loop = { rate: 50, arrivals, shape, lastsMs: 200_000 };
    const counts = Array.from({ length: 2000 }, () => 0);
    for (const ms of arrivalTimes(loop, draws(1, 'arrivals', arrivals))) {
      counts[Math.floor(ms / 100)] = (counts[Math.floor(ms / 100)] ?? 0) + 1;
    }
    return burstiness(counts).dispersion;
  };
  expect(of('constant')).toBeLessThan(0.01);
  expect(of('poisson')).toBeGreaterThan(0.85);
  expect(of('poisson')).toBeLessThan(1.15);
  expect(of('gamma', 0.2)).toBeGreaterThan(2);
});

test('of nothing there is none, and one window says nothing', () => {
  expect(burstiness([0, 0])).toEqual({ mean: 0, peak: 0, at: 0, dispersion: 0 });
  expect(() => burstiness([3])).toThrow('two windows');
});
