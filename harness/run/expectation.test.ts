import { expect, test } from 'vitest';
import { isEmpty, isExpected } from './expectation.ts';

test.each([
  ['nothing expected', { a: 1 }, undefined, null],
  ['a part', { a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } }, true],
  ['another value', { a: 1 }, { a: 2 }, false],
  ['a missing field', {}, { a: 1 }, false],
  ['lists have the same length', { a: [1, 2] }, { a: [1] }, false],
  ['text within text', 'It costs 480 euros', '480', true],
  ['text within JSON', { price: 480 }, '480', true],
  ['a regular expression', 'BK-1', /^BK-\d$/, true],
  ['a regular expression in a field', { id: 'XX' }, { id: /^BK/ }, false],
  ['a function', { price: 480 }, (a: unknown) => (a as { price: number }).price < 500, true],
  ['no object at all', 'text', { a: 1 }, false],
])('%s', (_, answer, expected, result) => {
  expect(isExpected(answer, expected)).toBe(result);
});

test.each([
  ['', true],
  [' \n', true],
  [null, true],
  [{}, true],
  [{ text: '' }, true],
  [{ answer: null, output: {} }, true],
  ['no', false],
  [0, false],
  [false, false],
  [[], false],
  [{ price: null }, false],
  [{ text: '', found: [] }, false],
  [{ text: '', status: 'done' }, false],
])('whether %j says nothing: %s', (answer, result) => {
  expect(isEmpty(answer)).toBe(result);
});
