import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
