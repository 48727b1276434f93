import { expect, test } from 'vitest';
import type { SeenWindow } from './good-window.ts';
import { recoveryOf, type RecoverySeen } from './recovery.ts';

const normal = { windows: 10, goodput: 1, p99Ms: 100, amplification: 1, slackMs: 10 };

/** Windows of a second from 10 s on, by how many of 100 are right. */
const windows = (
  rights: readonly number[],
  part: Partial<SeenWindow> = {},
): readonly SeenWindow[] =>
  rights.map((right, n) => ({
    fromMs: 10_000 + n * 1000,
    toMs: 11_000 + n * 1000,
    offered: 100,
    right,
    surelyRight: right,
    p99Ms: 100,
    amplification: 1,
    ...part,
  }));
const times = (count: number, right: number) => Array.from({ length: count }, () => right);

const seen = (after: readonly SeenWindow[], more: Partial<RecoverySeen> = {}) =>
  recoveryOf({
    normal,
    clearMs: 10_000,
    after,
    watchedMs: after.length * 1000,
    horizonMs: 60_000,
    deadlineMs: 5_000,
    restored: null,
    isEmptied: false,
    ...more,
  });

test('where it is good again only if tasks in doubt are right, nothing is known', () => {
  const doubtful = [...times(4, 100), ...times(8, 100)].map((right, n) => ({
    ...windows([right])[0]!,
    fromMs: 10_000 + n * 1000,
    surelyRight: n < 4 ? 40 : 100,
  }));
  expect(seen(doubtful)).toMatchObject({ kind: 'recovered', afterMs: 4000, notBeforeMs: 0 });
  expect(seen(doubtful.slice(0, 8))).toMatchObject({ kind: 'unknown', afterMs: null });
});

test('six good windows in a row are a recovery, from the first of them on', () => {
  expect(seen(windows([...times(7, 0), ...times(5, 100), 0, ...times(6, 100)]))).toMatchObject({
    kind: 'recovered',
    afterMs: 13_000,
  });
  expect(seen(windows(times(6, 100)))).toMatchObject({ kind: 'recovered', afterMs: 0 });
});

test.each([
  ['too many are not right', { right: 92 }],
  ['they take too long', { p99Ms: 151 }],
  ['too many are asked again', { amplification: 1.2 }],
])('a window is not good where %s', (_, part) => {
  expect(seen(windows(times(30, 100), part)).kind).toBe('unknown');
  expect(seen(windows(times(60, 100), part)).kind).toBe('suspected-metastable');
});

test('how long it was not good is known, though not what comes of it', () => {
  const ending = seen(windows([...times(20, 0), ...times(4, 100)]));
  expect(ending).toMatchObject({ afterMs: null, notBeforeMs: 20_000 });
});

test('nothing comes back to a baseline that was not good', () => {
  const broken = { ...normal, goodput: 0.02 };
  expect(seen(windows(times(60, 2)), { normal: broken })).toMatchObject({
    kind: 'unknown',
    reason: 'the baseline itself is not good: 2 % of its tasks are right',
  });
});

test('a baseline shorter than a window says nothing', () => {
  const none = { ...normal, windows: 0, goodput: 0 };
  expect(seen(windows(times(60, 100)), { normal: none })).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('shorter than one window') as string,
  });
});

test('what still rises is slow; what is watched for too short a time is not known', () => {
  const rising = windows(Array.from({ length: 60 }, (_, n) => n));
  expect(seen(rising).kind).toBe('slow');
  expect(seen(windows(times(5, 0)))).toMatchObject({ kind: 'unknown' });
  expect(seen(windows(times(30, 0)), { horizonMs: 60_000 }).reason).toContain('at least 60 s');
});

test('what makes the horizon so long is told, with what to do', () => {
  const short = (count: number) => seen(windows(times(count, 100)));
  expect(short(1).reason).toContain('only 1 window after');
  expect(short(2).reason).toContain('only 2 windows after');
  const long = seen(windows(times(30, 0)), { horizonMs: 3_000_000, deadlineMs: 300_000 });
  expect(long.reason).toContain('at least 50 min (10 deadlines of a task');
  expect(long.reason).toContain('a shorter deadline');
});

test('what it does once the queues have been emptied tells the failures apart', () => {
  const bad = windows(times(60, 0));
  const then = (restored: readonly SeenWindow[] | null, isEmptied = true) =>
    seen(bad, { restored, isEmptied }).kind;
  expect(then(windows(times(20, 100)))).toBe('metastable');
  expect(then(windows(times(20, 0)))).toBe('latched');
  expect(then(windows([...times(8, 100), ...times(12, 0)]))).toBe('under-provisioned');
  expect(then([], false)).toBe('suspected-metastable');
});
