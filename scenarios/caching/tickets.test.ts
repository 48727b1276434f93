import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lifetime, lifetimeMs } from './lifetime.ts';
import { tickets } from './tickets.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('are given out at once, and then at an even pace', () => {
  const { take } = tickets({ burst: 2, perSecond: 4 });
  expect([take(), take(), take()]).toEqual([true, true, false]);
  vi.advanceTimersByTime(250);
  expect([take(), take()]).toEqual([true, false]);
  vi.advanceTimersByTime(60_000);
  expect([take(), take(), take()]).toEqual([true, true, false]);
});

it('what is kept is kept for different times, unless it is told not to be', () => {
  const times = Array.from({ length: 50 }, () => lifetime(true));
  expect(new Set(times).size).toBeGreaterThan(10);
  for (const ms of times) expect(Math.abs(ms - lifetimeMs)).toBeLessThanOrEqual(lifetimeMs / 10);
  expect(lifetime(false)).toBe(lifetimeMs);
});
