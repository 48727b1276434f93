import { expect, test } from 'vitest';
import { readProse } from './prose.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const prefixes = ['', ...letters].flatMap((first) => letters.map((second) => first + second));

test('a text of ids and numbers reads as it does beside a letter, for which all languages are asked', () => {
  for (const text of ['480', '12:30, 4.5', ...prefixes.map((prefix) => `${prefix}-4f9a1c2b`)]) {
    expect(readProse(text), text).toEqual(readProse(`${text} x`));
  }
});

test.each(['ERROR-notfound', 'KO-failures'])('%s is no id', (text) => {
  expect(readProse(text).disposition).toBe('failed');
});
