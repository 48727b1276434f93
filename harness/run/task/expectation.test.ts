import { expect, test } from 'vitest';
import { isEmpty, isExpected, wordsOf } from './expectation.ts';

const bk = /BK/g;

test.each([
  ['nothing expected', { a: 1 }, undefined, null],
  ['a part', { a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } }, true],
  ['another value', { a: 1 }, { a: 2 }, false],
  ['a missing field', {}, { a: 1 }, false],
  ['lists have the same length', { a: [1, 2] }, { a: [1] }, false],
  ['text within text', 'It costs 480 euros', '480', true],
  ['text within JSON', { price: 480 }, '480', true],
  ['a regular expression', 'BK-1', /^BK-\d$/, true],
  ['the text field of an object', { text: 'BK-1', status: 'done' }, /^BK-\d$/, true],
  ['the text field before the JSON', { message: 'no', id: 'BK-1' }, /^BK-\d$/, false],
  ['the JSON where no field fits', { id: 'BK-1' }, /"id":"BK-\d"/, true],
  ['a global regular expression', 'BK-1', /BK/g, true],
  ['a regular expression in a field', { id: 'XX' }, { id: /^BK/ }, false],
  ['a global one in a field', { id: 'BK-1' }, { id: bk }, true],
  ['the same once more', { id: 'BK-1' }, { id: bk }, true],
  ['an empty text, in an empty answer', { text: '' }, '', true],
  ['an empty text, in any other', 'Booked.', '', false],
  ['an empty object, in an empty answer', {}, {}, true],
  ['an empty object, in any other', { status: 'done' }, {}, false],
  ['a function that throws', 'no', (a: unknown) => (a as { list: [] }).list.length === 0, false],
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
  [{ disposition: 'full', text: '' }, true],
  [{ ok: true, success: true, answer: ' ' }, true],
  [{ disposition: 'full', text: 'Booked.' }, false],
  [{ status: 'done', text: '', id: 7 }, false],
  [{ status: 'done', message: '' }, false],
  [{ disposition: 'full' }, false],
])('whether %j says nothing: %s', (answer, result) => {
  expect(isEmpty(answer)).toBe(result);
});

test.each([
  [/^BK-/, '/^BK-/'],
  ['480', '"480"'],
  [{ status: 'done', id: /^BK/ }, '{"status":"done","id":"/^BK/"}'],
  [function cheap() {}, 'what cheap accepts'],
  [() => true, 'what a function accepts'],
  [{ answer: () => true }.answer, 'what a function accepts'],
])('an expected answer in words: %s', (expected, words) => {
  expect(wordsOf(expected)).toBe(words);
});

test('a function that returns a promise is refused: it would accept every answer', () => {
  const answer = async () => Promise.reject(new Error('unheard'));
  expect(() => isExpected('no', answer)).toThrow(
    /expect.answer` to be told at once, got a Promise/,
  );
});
