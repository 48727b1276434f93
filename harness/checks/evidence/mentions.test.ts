import { describe, expect, it } from 'vitest';
import { mentions } from './mentions.ts';

describe('mentions', () => {
  it.each([
    ['BK-1', 'BK-1'],
    ['(BK-1)', 'BK-1'],
    ['BK-12 or BK-1', 'BK-1'],
    ['- BK-1', 'BK-1'],
    [{ a: [{ b: 42 }] }, '42'],
    [{ 'BK-1': true }, 'BK-1'],
    ['id: a.b(c)', 'a.b(c)'],
  ])('finds in %j the word %s', (value, word) => {
    expect(mentions(value, word)).toBe(true);
  });

  it.each([
    ['BK-12', 'BK-1'],
    ['XBK-1', 'BK-1'],
    ['NO-BK-1', 'BK-1'],
    ['BK-1-b', 'BK-1'],
    [{ price: 420 }, '42'],
    ['', ''],
    [null, ''],
    [undefined, 'x'],
  ])('finds in %j no word %s', (value, word) => {
    expect(mentions(value, word)).toBe(false);
  });
});
