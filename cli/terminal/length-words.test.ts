import { expect, test } from 'vitest';
import { lengthWords } from './length-words.ts';

test.each([
  [1, '1 s'],
  [119_000, '119 s'],
  [119_001, '2 min'],
  [3_540_000, '59 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
])('%d ms are %s', (ms, words) => {
  expect(lengthWords(ms)).toBe(words);
});
