import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heap } from './heap.ts';

test('gives its entries in order, whatever order they came in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const it = heap<number>((a, b) => a < b);
      for (const number of numbers) it.push(number);
      expect(it.peek()).toBe(numbers.length === 0 ? undefined : Math.min(...numbers));
      expect(numbers.map(() => it.pop())).toEqual(numbers.toSorted((a, b) => a - b));
      expect(it.pop()).toBeUndefined();
    }),
  );
});

test('pushes and pops may alternate', () => {
  const it = heap<number>((a, b) => a < b);
  it.push(3);
  it.push(1);
  expect(it.pop()).toBe(1);
  it.push(2);
  it.push(0);
  expect([it.pop(), it.pop(), it.pop(), it.peek()]).toEqual([0, 2, 3, undefined]);
});

test('keeps what it is told to, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const it = heap<number>((a, b) => a < b);
      for (const number of numbers) it.push(number);
      it.keep((number) => number % 2 === 0);
      const even = numbers.filter((number) => number % 2 === 0).toSorted((a, b) => a - b);
      expect(it.size()).toBe(even.length);
      expect(even.map(() => it.pop())).toEqual(even);
    }),
  );
});

test('clear leaves nothing', () => {
  const it = heap<number>((a, b) => a < b);
  it.push(1);
  it.clear();
  expect(it.peek()).toBeUndefined();
});
