import { expect, it } from 'vitest';
import { lifetime, lifetimeMs } from './lifetime.ts';

it('what is kept is kept for different times, unless it is told not to be', () => {
  const times = Array.from({ length: 50 }, () => lifetime(true));
  expect(new Set(times).size).toBeGreaterThan(10);
  for (const ms of times) expect(Math.abs(ms - lifetimeMs)).toBeLessThanOrEqual(lifetimeMs / 10);
  expect(lifetime(false)).toBe(lifetimeMs);
});
