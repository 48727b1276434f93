import { describe, expect, it } from 'vitest';
import { noLoad, retryAmplification, runLoad, type HopLoad } from './retry-amplification.ts';

const of = (...runs: readonly (readonly [attempts: number, requests: number])[]): HopLoad =>
  runs.map(([attempts, requests]) => runLoad(attempts, requests)).reduce(addLoads, noLoad);

function addLoads(a: HopLoad, b: HopLoad): HopLoad {
  const sums = Object.keys(a).map((key) => [
    key,
    a[key as keyof HopLoad] + b[key as keyof HopLoad],
  ]);
  return Object.fromEntries(sums) as HopLoad;
}

describe('retry amplification', () => {
  it('is attempts per request, over that of the baseline', () => {
    const struck = of([8, 2], [8, 2]);
    expect(retryAmplification(struck).value).toBeCloseTo(4, 12);
    expect(retryAmplification(struck, of([5, 4], [5, 4])).value).toBeCloseTo(3.2, 12);
  });

  it('is worked by hand: 2 and 4 attempts of 1 request each have variance (1 + 1)·2/36 in the log', () => {
    const { value, low, high } = retryAmplification(of([2, 1], [4, 1]));
    const half = 1.959964 * Math.sqrt(1 / 9);
    expect(value).toBeCloseTo(3, 12);
    expect(low).toBeCloseTo(3 * Math.exp(-half), 5);
    expect(high).toBeCloseTo(3 * Math.exp(half), 5);
  });

  it('has no width where every run is alike, and more where the baseline varies', () => {
    const alike = of([3, 2], [3, 2], [3, 2]);
    const one = retryAmplification(alike);
    expect(one.high - one.low).toBeCloseTo(0, 6);
    const two = retryAmplification(alike, of([2, 2], [2, 2], [4, 2]));
    expect(two.high - two.low).toBeGreaterThan(0.3);
  });

  it('refuses one run, and loads that are none', () => {
    expect(() => retryAmplification(of([2, 1]))).toThrow(/at least two runs/);
    expect(() => runLoad(0, 1)).toThrow(/an attempt of each/);
  });
});
