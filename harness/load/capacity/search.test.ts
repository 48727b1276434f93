import { expect, test } from 'vitest';
import type { CapacityTrial } from '../../model/load/capacity.ts';
import { boundsOf, nextRate } from './search.ts';

const trial = (rate: number, result: CapacityTrial['result']): CapacityTrial => ({
  rate,
  result,
  lastsMs: 1000,
  reason: '',
  goodput: null,
  p99Ms: 0,
  openMost: 0,
  invalid: [],
});

const limits = { from: 20, least: 0.4, precision: 1.05 };

/** All that is tried of a system of which the verdict at each rate is known. */
function tried(verdict: (rate: number) => CapacityTrial['result']): readonly CapacityTrial[] {
  const trials: CapacityTrial[] = [];
  for (let rate = nextRate(trials, limits); rate !== null; rate = nextRate(trials, limits)) {
    expect(trials.map((one) => one.rate)).not.toContain(rate);
    trials.push(trial(rate, verdict(rate)));
  }
  return trials;
}

test.each([3, 21, 77, 100, 333, 1000])('a limit of %d is found from both sides', (limit) => {
  const trials = tried((rate) => (rate <= limit ? 'pass' : 'fail'));
  const { holdsAt, failsAt } = boundsOf(trials);
  expect(holdsAt).toBeLessThanOrEqual(limit);
  expect(failsAt).toBeGreaterThan(limit);
  expect((failsAt ?? Infinity) / (holdsAt ?? 0)).toBeLessThanOrEqual(1.05);
  expect(trials.length).toBeLessThan(16);
});

test('rates that are not known stand between what holds and what fails', () => {
  const trials = tried((rate) => (rate <= 90 ? 'pass' : rate <= 120 ? 'unknown' : 'fail'));
  const { holdsAt, failsAt } = boundsOf(trials);
  expect(holdsAt).toBeLessThanOrEqual(90);
  expect(holdsAt).toBeGreaterThan(90 / 1.05);
  expect(failsAt).toBeGreaterThan(120);
  expect(failsAt).toBeLessThan(120 * 1.05);
});

test('what always holds, or never, ends', () => {
  expect(boundsOf(tried(() => 'pass'))).toEqual({ holdsAt: 1280, failsAt: null });
  expect(boundsOf(tried(() => 'fail'))).toEqual({ holdsAt: null, failsAt: 0.625 });
  expect(boundsOf(tried(() => 'unknown'))).toEqual({ holdsAt: null, failsAt: null });
});

test('a load that was not what it should be is not doubled', () => {
  const invalid = { ...trial(40, 'unknown'), invalid: ['tasks began late'] };
  expect(nextRate([trial(20, 'pass'), invalid], limits)).toBe(28.3);
});

test('a rate that holds above one that fails is no answer', () => {
  const trials = [trial(20, 'pass'), trial(40, 'fail'), trial(80, 'pass')];
  expect(boundsOf(trials)).toEqual({ holdsAt: 20, failsAt: 40 });
});
