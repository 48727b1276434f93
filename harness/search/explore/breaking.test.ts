import { expect, test } from 'vitest';
import type { Strike } from '../../model/fault/plan.ts';
import { breaking } from './breaking.ts';
import { strikeKey } from '../schedule.ts';

const at = (op: string): Strike => ({
  fault: { name: 'hang', params: {} },
  at: 'tool',
  when: { site: { op, attempt: 1 }, task: 'during-1' },
});
const [a, b, c] = [at('a'), at('b'), at('c')];
const blamed = (...schedules: readonly (readonly [check: string, ...plan: Strike[]])[]) => {
  const all = breaking();
  for (const [check, ...plan] of schedules) all.add(check, plan);
  return [...all.toBlame()].toSorted();
};
const keys = (...strikes: readonly Strike[]) => strikes.map(strikeKey);

test('a strike that breaks a check alone takes the blame from those beside it', () => {
  expect(blamed(['x', a, b], ['x', b])).toEqual(keys(b));
  expect(blamed(['x', b], ['x', b, a])).toEqual(keys(b));
});

test('two that break it only together share the blame', () => {
  expect(blamed(['x', a, b], ['x', a, b, c])).toEqual(keys(a, b));
});

test('each check has its own', () => {
  expect(blamed(['x', a, b], ['y', b])).toEqual(keys(a, b));
});

test('an outage, and a strike at every call at once, blame no call', () => {
  const outage = { ...a, when: {} };
  const all = Array.from({ length: 9 }, (_, n) => at(String(n)));
  expect(blamed(['x', outage], ['x', a, outage], ['x', ...all])).toEqual([]);
});
