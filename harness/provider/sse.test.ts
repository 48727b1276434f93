import fc from 'fast-check';
import { expect, it } from 'vitest';
import { durationOf, paced, piecesOf } from './sse.ts';

it('cuts a text into pieces that join to it again and split no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const pieces = piecesOf(text);
      expect(pieces.join('')).toBe(text);
      expect(pieces.every((piece) => piece.isWellFormed())).toBe(text.isWellFormed());
    }),
    { seed: 5, numRuns: 100 },
  );
  expect(piecesOf('Hi there\r\n')).toEqual(['Hi', ' there', '\r\n']);
  expect(piecesOf('')).toEqual([]);
});

it('paces the first piece and the gaps, and closes at once', () => {
  const pace = { firstMs: 300, gapMs: 20 };
  const frames = paced(pace, { opening: ['o'], deltas: ['a', 'b'], closing: ['c', 'd'] });
  expect(frames.map((frame) => frame.afterMs)).toEqual([300, 20, 20, 0, 0]);
  expect(frames.map((frame) => frame.data).join('')).toBe('oabcd');
  expect(durationOf(pace, 2)).toBe(340);
});
