import { expect, test } from 'vitest';
import { kneeOf } from './knee.ts';

const at = (x: number, low: number, high: number) => ({
  x,
  y: { value: (low + high) / 2, low, high },
});

test('the knee is the last level whose lower band meets the limit, as all before it do', () => {
  const levels = [at(10, 0.99, 1), at(20, 0.96, 0.98), at(30, 0.9, 0.97), at(40, 0.5, 0.7)];
  expect(kneeOf(levels, 0.95)).toEqual({ holdsAt: 20, failsAt: 40 });
});

test('a harsher level that holds does not make up for one that may not', () => {
  const levels = [at(10, 0.99, 1), at(20, 0.9, 0.97), at(30, 0.96, 1)];
  expect(kneeOf(levels, 0.95)).toEqual({ holdsAt: 10, failsAt: null });
});

test('a level that is not known ends it', () => {
  const levels = [at(10, 0.99, 1), { x: 20, y: null }, at(30, 0.2, 0.4)];
  expect(kneeOf(levels, 0.95)).toEqual({ holdsAt: 10, failsAt: 30 });
});

test('a curve that never meets the limit has no knee; one that always does, has it at its end', () => {
  expect(kneeOf([at(10, 0.1, 0.2)], 0.95)).toEqual({ holdsAt: null, failsAt: 10 });
  expect(kneeOf([at(10, 0.95, 1), at(5, 0.95, 1)], 0.95)).toEqual({ holdsAt: 5, failsAt: null });
});
