import { expect, test } from 'vitest';
import { draws, type Draw } from '../../model/random.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { wilson } from '../wilson.ts';
import { simultaneousBand } from './simultaneous-band.ts';

test('one level of two runs, by hand', () => {
  // 14 of 20; variance 2 · 2/400 = 0.01; n = 0.21/0.01 · (1.960/12.706)² = 0.4997.
  const [level] = simultaneousBand([
    [
      { part: 8, whole: 10 },
      { part: 6, whole: 10 },
    ],
  ]);
  expect(level?.value).toBeCloseTo(0.7, 12);
  expect(level?.low).toBeCloseTo(0.057, 3);
  expect(level?.high).toBeCloseTo(0.989, 3);
});

test('runs that are all alike are known no better than what was counted', () => {
  const runs = Array.from({ length: 5 }, () => ({ part: 100, whole: 100 }));
  const [level] = simultaneousBand([runs]);
  expect(level?.low).toBeCloseTo(wilson(500, 500).low, 12);
  expect(level?.high).toBe(1);
});

test('with more levels each is known less well', () => {
  const runs = [90, 80, 85, 95, 85].map((part) => ({ part, whole: 100 }));
  const [alone] = simultaneousBand([runs]);
  const [first] = simultaneousBand([runs, runs, runs, runs]);
  expect(first?.low).toBeLessThan(alone?.low ?? 0);
  expect(first?.high).toBeGreaterThan(alone?.high ?? 1);
});

test('one run, or an empty one, says nothing', () => {
  expect(() => simultaneousBand([[{ part: 1, whole: 1 }]])).toThrow('at least two runs');
  const empty = { part: 0, whole: 0 };
  expect(() => simultaneousBand([[empty, empty]])).toThrow('something in them');
});

const truth = [0.95, 0.9, 0.75, 0.5, 0.4, 0.3];

/** How often the band held the truth at all of its levels, where the share of a run is drawn with this deviation. */
function coverage(deviation: number, seeds: number): number {
  const draw = draws(1, 'coverage', deviation, seeds);
  const times = 2000;
  let held = 0;
  for (let n = 0; n < times; n += 1) {
    const band = simultaneousBand(
      truth.map((share) => Array.from({ length: seeds }, () => drawn(share, deviation, draw))),
    );
    if (band.every(({ low, high }, at) => low <= truth[at]! && truth[at]! <= high)) held += 1;
  }
  return held / times;
}

function drawn(share: number, deviation: number, draw: Draw) {
  const normal = () => normalQuantile(Math.max(draw(), Number.EPSILON));
  const its = Math.min(1, Math.max(0, share + deviation * share * (1 - share) * 4 * normal()));
  const whole = 1000;
  const part = Math.round(whole * its + Math.sqrt(whole * its * (1 - its)) * normal());
  return { part: Math.min(whole, Math.max(0, part)), whole };
}

test.each([
  [0.03, 5],
  [0.05, 5],
  [0.08, 5],
  [0.05, 10],
])('where runs differ (by %d, %d seeds) 19 of 20 bands hold the truth at all levels', (...of) => {
  expect(coverage(...of)).toBeGreaterThan(0.93);
  expect(coverage(...of)).toBeLessThan(0.97);
});

test('where runs differ by chance alone the band is wide enough', () => {
  expect(coverage(0, 5)).toBeGreaterThan(0.95);
});
