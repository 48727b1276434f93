import { expect, test } from 'vitest';
import type { TippingTrial } from '../../model/load/tipping.ts';
import { frontierOf, leastOf, nextFault } from './frontier.ts';

type Outcome = TippingTrial['outcome'];
const space = { depths: [10, 20, 40], longestMs: 10_000 };
const trial = (x: number, faultMs: number, outcome: Outcome): TippingTrial => ({
  x,
  faultMs,
  outcome,
  kind: null,
  reason: '',
  invalid: [],
});

/** All that is tried of a system whose verdict on each fault is known. */
function tried(verdict: (x: number, ms: number) => Outcome): readonly TippingTrial[] {
  const trials: TippingTrial[] = [];
  for (let next = nextFault(trials, space); next; next = nextFault(trials, space)) {
    const { x, faultMs } = next;
    expect(trials.filter((one) => one.x === x).map((one) => one.faultMs)).not.toContain(faultMs);
    trials.push(trial(x, faultMs, verdict(x, faultMs)));
  }
  return trials;
}

test('the shortest fault that tips each depth is found from both sides', () => {
  const trials = tried((x, ms) => (x * ms >= 60_000 ? 'tips' : 'returns'));
  for (const { x, returnsAtMs, tipsAtMs } of frontierOf(trials, space)) {
    expect(tipsAtMs).toBeGreaterThanOrEqual(60_000 / x);
    expect(returnsAtMs).toBeLessThan(60_000 / x);
    expect((tipsAtMs ?? Infinity) - (returnsAtMs ?? 0)).toBeLessThanOrEqual(600);
  }
  expect(trials.length).toBeLessThan(25);
});

test('where nothing tips each depth is tried once, for the longest', () => {
  const trials = tried(() => 'returns');
  expect(trials.map(({ x, faultMs }) => [x, faultMs])).toEqual([
    [10, 10_000],
    [20, 10_000],
    [40, 10_000],
  ]);
  expect(leastOf(frontierOf(trials, space), true)).toBeNull();
});

test('a harsher depth that what tips a milder one does not tip is tried for the longest, too', () => {
  const trials = tried((x, ms) => (ms >= (x === 20 ? 9_000 : 5_000) ? 'tips' : 'returns'));
  expect(trials.filter(({ x }) => x === 20).map(({ faultMs }) => faultMs)).toContain(10_000);
  expect(frontierOf(trials, space)[1]?.tipsAtMs).toBeGreaterThanOrEqual(9_000);
});

test('what is not known is no number', () => {
  const trials = tried((_, ms) => (ms < 2_000 ? 'returns' : ms < 6_000 ? 'unknown' : 'tips'));
  expect(frontierOf(trials, space)[0]).toMatchObject({ returnsAtMs: null });
  expect(frontierOf(trials, space)[0]?.tipsAtMs).toBeGreaterThanOrEqual(6_000);
  expect(
    frontierOf(
      tried(() => 'unknown'),
      space,
    )[2],
  ).toEqual({
    x: 40,
    returnsAtMs: null,
    tipsAtMs: null,
  });
});

test('the least fault is that of depth times length, or of length over depth where less is harsher', () => {
  const at = (x: number, tipsAtMs: number) => ({ x, returnsAtMs: 0, tipsAtMs });
  expect(leastOf([at(10, 9_000), at(20, 3_000), at(40, 2_000)], true)).toEqual({
    x: 20,
    faultMs: 3_000,
  });
  expect(leastOf([at(40, 9_000), at(20, 3_000), at(10, 2_000)], false)?.x).toBe(20);
});
