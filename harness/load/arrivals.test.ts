import { expect, test } from 'vitest';
import type { OpenLoop } from '../model/phase.ts';
import { draws } from '../model/random.ts';
import { arrivalTimes } from './arrivals.ts';

const times = (loop: Partial<OpenLoop>, seed = 1) => [
  ...arrivalTimes(
    { rate: 50, arrivals: 'constant', shape: 1, lastsMs: 60_000, ...loop },
    draws(seed, 'test'),
  ),
];

/** Mean and squared coefficient of variation of the gaps. */
function gapsOf(all: readonly number[]): { readonly mean: number; readonly cv2: number } {
  const gaps = all.slice(1).map((at, n) => at - (all[n] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return { mean, cv2: variance / mean ** 2 };
}

test('constant arrivals are as far apart as the rate says, and do not drift', () => {
  expect(times({ rate: 3, lastsMs: 1000 })).toEqual([0, 1000 / 3, 2000 / 3]);
  const many = times({ rate: 7, lastsMs: 600_000 });
  expect(many).toHaveLength(4200);
  expect(many.at(-1)).toBeCloseTo(599_857.142857, 5);
});

test('poisson arrivals have exponential gaps of the mean that the rate says', () => {
  const all = times({ arrivals: 'poisson', lastsMs: 400_000 });
  // 20,000 expected: five standard deviations are 707.
  expect(Math.abs(all.length - 20_000)).toBeLessThan(707);
  const { mean, cv2 } = gapsOf(all);
  expect(mean).toBeCloseTo(20, 0);
  expect(cv2).toBeGreaterThan(0.9);
  expect(cv2).toBeLessThan(1.1);
  expect(all.every((at, n) => at >= (all[n - 1] ?? 0) && at < 400_000)).toBe(true);
});

test.each([0.25, 1, 4])(
  'gamma arrivals of shape %d take exactly the time of the phase',
  (shape) => {
    const all = times({ arrivals: 'gamma', shape, lastsMs: 400_000 });
    expect(all).toHaveLength(20_000);
    expect(all.at(-1)).toBeLessThan(400_000);
    // The squared coefficient of variation of a gamma distribution is 1/shape.
    const { cv2 } = gapsOf(all);
    expect(cv2 * shape).toBeGreaterThan(0.85);
    expect(cv2 * shape).toBeLessThan(1.15);
  },
);

test.each(['poisson', 'gamma'] as const)('%s arrivals are drawn by seed', (arrivals) => {
  expect(times({ arrivals })).toEqual(times({ arrivals }));
  expect(times({ arrivals }, 2)).not.toEqual(times({ arrivals }));
});
