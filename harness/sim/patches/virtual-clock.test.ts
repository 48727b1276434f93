import { hrtime } from 'node:process';
import { performance as imported } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';
import { trial, valueOf } from '../trial.ts';

beforeAll(install);
afterAll(uninstall);

test('performance, hrtime and uptime tell virtual time', async () => {
  const seen = await valueOf(
    async () => {
      const from = process.hrtime();
      await new Promise((resolve) => setTimeout(resolve, 1250));
      return [
        performance.now(),
        imported.now(),
        performance.timeOrigin,
        hrtime(),
        process.hrtime(from),
        process.hrtime([0, 500_000_000]),
        process.hrtime.bigint(),
        hrtime.bigint(),
        process.uptime(),
      ];
    },
    { epochMs: 99 },
  );
  const pair = [1, 250_000_000];
  expect(seen).toEqual([
    1250,
    1250,
    99,
    pair,
    pair,
    [0, 750_000_000],
    1_250_000_000n,
    1_250_000_000n,
    1.25,
  ]);
});

test('a busy wait comes to its end', async () => {
  const waits = [() => Date.now(), () => performance.now(), () => process.hrtime()[0] * 1000];
  for (const read of waits) {
    const nowMs = await valueOf(async ({ clock }) => {
      const until = read() + 2000;
      while (read() < until);
      return clock.nowMs();
    });
    expect(nowMs).toBeGreaterThanOrEqual(2000);
    expect(nowMs).toBeLessThan(3001);
  }
});

test('many reads between waits do not move the clock', async () => {
  const nowMs = await valueOf(async ({ clock }) => {
    for (let i = 0; i < 5; i += 1) {
      for (let n = 0; n < 9000; n += 1) Date.now();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return clock.nowMs();
  });
  expect(nowMs).toBe(50);
});

test('a busy wait cannot outlast the run', async () => {
  const limits = { virtualMs: 100, steps: 1e6, stuckMs: 5000 };
  const end = await trial(
    async () => {
      const until = Date.now() + 1000;
      while (Date.now() < until);
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
    { limits },
  );
  expect(end).toEqual({ how: 'hung', why: 'deadline' });
});

test('outside a run they are real', () => {
  expect(performance.timeOrigin).toBeGreaterThan(1e12);
  expect(performance.now()).toBeGreaterThan(0);
  const from = process.hrtime();
  expect(process.hrtime(from)).toHaveLength(2);
  expect(process.hrtime.bigint()).toBeGreaterThan(0n);
  expect(() => process.hrtime(3 as unknown as [number, number])).toThrow(/ime/);
});
