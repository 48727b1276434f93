import { expect, test } from 'vitest';
import { drainSeconds, vulnerabilityMargin } from './queue-drain.ts';

test('900 calls behind a server with 20 a second to spare take 45 s', () => {
  const load = { queue: 900, capacity: 100, rate: 80 };
  expect(drainSeconds({ ...load, amplification: 1 })).toBe(45);
  expect(drainSeconds({ ...load, amplification: 1.1 })).toBeCloseTo(75, 10);
  expect(drainSeconds({ ...load, amplification: 4 })).toBeNull();
  expect(drainSeconds({ ...load, amplification: 4, queue: 0 })).toBe(0);
});

test('the margin is what retries at their worst leave of the capacity', () => {
  expect(vulnerabilityMargin({ capacity: 100, rate: 80, amplification: 1 })).toBeCloseTo(0.2, 12);
  expect(vulnerabilityMargin({ capacity: 100, rate: 40, amplification: 4 })).toBeCloseTo(-0.6, 12);
});
