import { expect, test } from 'vitest';
import { alarm, nextAlarm, set, unset } from './alarms.ts';
import { openRun } from './run-state.ts';

const limits = { virtualMs: 60_000, steps: 1_000, stuckMs: 1_000 };
const nothing = () => {};

test('alarms that are unset leave the queue long before their time', () => {
  const run = openRun({
    seed: 1,
    epochMs: 0,
    limits,
    fetch: () => Promise.reject(new Error('nobody asks')),
  });
  const kept = [5, 3, 4].map((ms) => alarm(run.root, ms, nothing));
  for (const one of kept) set(one);
  for (let n = 0; n < 10_000; n += 1) {
    const timeout = alarm(run.root, 300_000, nothing);
    set(timeout);
    unset(timeout);
  }
  expect(run.alarms.size()).toBeLessThan(2_000);
  expect(nextAlarm(run)).toBe(kept[1]);
});
