import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { workersFor } from './workers.ts';

test('one process a processor, but where agents or an editor need some of them', () => {
  expect(workersFor({ isOnWire: false, isWatching: false })).toBe(availableParallelism());
  expect(workersFor({ isOnWire: true, isWatching: false })).toBeUndefined();
  expect(workersFor({ isOnWire: false, isWatching: true })).toBeUndefined();
});
