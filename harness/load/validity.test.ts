import { expect, test } from 'vitest';
import { invalidities, type Generated } from './validity.ts';

const sound: Generated = {
  offered: 1000,
  unsent: 1,
  lagP99Ms: 5,
  busy: 0.8,
  late: 1,
  withinMs: 300,
};

test('at its limits a load is still what it should be', () => {
  expect(invalidities(sound)).toEqual([]);
  // 1 % of what a task may take.
  expect(invalidities({ ...sound, lagP99Ms: 20, withinMs: 2000 })).toEqual([]);
});

test.each<[Partial<Generated>, string]>([
  [{ lagP99Ms: 5.1 }, 'p99 of the lag is 5.1 ms, at most 5.0 ms'],
  [{ lagP99Ms: 21, withinMs: 2000 }, 'p99 of the lag is 21 ms, at most 20 ms'],
  [{ unsent: 2 }, '2 of 1000 tasks were never begun'],
  [{ busy: 0.81 }, 'busy for 81 %'],
  [{ late: 2 }, 'while 2 tasks were open'],
])('%j makes it invalid', (part, words) => {
  expect(invalidities({ ...sound, ...part })).toEqual([expect.stringContaining(words)]);
});
