import { expect, test } from 'vitest';
import { recordedWords } from './record-file.ts';

test.each([
  [1, 0, 'recorded 1 reply to one.json'],
  [7, 0, 'recorded 7 replies to one.json'],
  [
    101,
    3,
    'recorded 101 replies to one.json; left out 3 replies, for a cassette keeps 100 of one request',
  ],
])('%i replies recorded and %i left out are told of', (takes, leftOut, words) => {
  const recorder = { takes: () => takes, leftOut: () => leftOut };
  expect(recordedWords(recorder, 'one.json')).toBe(words);
});
