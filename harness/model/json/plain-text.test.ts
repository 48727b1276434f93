import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['an id', 'an id'],
  [7, '7'],
  [null, 'null'],
  [undefined, 'undefined'],
  [['a', 1], '["a",1]'],
  [{ toString: 1, valueOf: 'x' }, '{"toString":1,"valueOf":"x"}'],
])('%j is told as %s', (value, text) => {
  expect(plainText(value)).toBe(text);
});
