import { expect, test } from 'vitest';
import { lineSplitter } from './line-splitter.ts';

function linesOf(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  splitter.end();
  return lines;
}

test('lines end at line feeds alone, wherever chunks end', () => {
  expect(linesOf('a', 'b\nc\r\n', '\n\nd\u2028e\nf')).toEqual(['ab', 'c', 'd\u2028e', 'f']);
  const [one, other] = [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)];
  expect(linesOf(one, other)).toEqual(['é']);
  expect(linesOf()).toEqual([]);
});

test('a line without end is given out in parts', () => {
  const chunk = 'x'.repeat(20 * 1024 * 1024);
  expect(linesOf(chunk, chunk, 'y\n').map(({ length }) => length)).toEqual([2 * chunk.length, 1]);
});
