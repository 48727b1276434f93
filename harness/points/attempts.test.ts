import { expect, test } from 'vitest';
import { attempts } from './attempts.ts';

test('each site of each task has a count of its own, until the task is forgotten', () => {
  const counts = attempts(Infinity);
  expect([counts.next('a', 'x'), counts.next('a', 'x'), counts.next('a', 'y')]).toEqual([1, 2, 1]);
  expect(counts.next('b', 'x')).toBe(1);
  counts.forget('a');
  expect([counts.next('a', 'x'), counts.next('b', 'x')]).toEqual([1, 2]);
});

test('of too many sites those that were called longest ago are forgotten, in one task and in many', () => {
  const counts = attempts(20);
  for (let n = 0; n < 100; n += 1) {
    counts.next('one', `site ${n}`);
    expect(counts.next('one', 'often')).toBe(n + 1);
  }
  expect(counts.next('one', 'site 99')).toBe(2);
  expect(counts.next('one', 'site 5')).toBe(1);
  for (let n = 0; n < 100; n += 1) {
    counts.next(`task ${n}`, 'x');
    counts.next('kept', 'x');
  }
  expect(counts.next('kept', 'x')).toBe(101);
  expect([counts.next('task 99', 'x'), counts.next('task 5', 'x')]).toEqual([2, 1]);
  expect(counts.next('one', 'often')).toBe(1);
});

test('what is forgotten leaves room', () => {
  const counts = attempts(10);
  for (let n = 0; n < 10; n += 1) counts.next('gone', `${n}`);
  counts.next('kept', 'x');
  counts.forget('gone');
  for (let n = 0; n < 9; n += 1) counts.next('later', `${n}`);
  expect(counts.next('kept', 'x')).toBe(2);
});
