import { expect, test } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';
import { studentOf } from './student-quantile.ts';

test.each([
  [0.95, 1, 12.706],
  [0.95, 2, 4.303],
  [0.99, 3, 5.841],
  [0.95, 4, 2.776],
  [0.99, 5, 4.032],
  [0.999, 9, 4.781],
  [0.95, 30, 2.042],
])('t of %d with %d degrees of freedom is that of the tables', (confidence, df, t) => {
  expect(studentOf(confidence, df)).toBeCloseTo(t, 3);
});

test('with many degrees of freedom it is z', () => {
  expect(studentOf(0.95, 100_000)).toBeCloseTo(normalQuantile(0.975), 4);
});

test.each([
  [1, 4],
  [0.95, 0],
  [0.95, 1.5],
])('%d with %d degrees of freedom is refused', (confidence, df) => {
  expect(() => studentOf(confidence, df)).toThrow('expected');
});
