import { expect, test } from 'vitest';
import { keepLines, quote } from './lines.ts';

test('lines are put together from pieces, whatever the cuts', () => {
  const lines = keepLines();
  const sink = lines.open();
  const bytes = Buffer.from('grüße\r\nzwei\ndrei');
  for (const byte of bytes) sink.push(Buffer.of(byte));
  expect(lines.last()).toEqual(['grüße', 'zwei']);
  sink.end();
  expect(lines.last()).toEqual(['grüße', 'zwei', 'drei']);
  expect(lines.last(1)).toEqual(['drei']);
});

test('two streams do not mix within a line', () => {
  const lines = keepLines();
  const [out, err] = [lines.open(), lines.open()];
  out.push(Buffer.from('ou'));
  err.push(Buffer.from('er\n'));
  out.push(Buffer.from('t\n'));
  expect(lines.last()).toEqual(['er', 'out']);
});

test('at most 200 lines of 2,000 characters are kept, colours taken out', () => {
  const lines = keepLines();
  const sink = lines.open();
  for (let i = 0; i < 300; i += 1) sink.push(Buffer.from(`\u001b[31mline ${i}\u001b[0m\n`));
  expect(lines.last()).toHaveLength(200);
  expect(lines.last()[0]).toBe('line 100');
  for (let i = 0; i < 10; i += 1) sink.push(Buffer.alloc(1500, 'x'));
  sink.push(Buffer.from('\nnext\n'));
  expect(lines.last(2).map((line) => line.length)).toEqual([2000, 4]);
});

test('a watcher sees every line until it is stopped', () => {
  const lines = keepLines();
  const seen: string[] = [];
  const stop = lines.watch((line) => seen.push(line));
  const sink = lines.open();
  sink.push(Buffer.from('a\nb\n'));
  stop();
  sink.push(Buffer.from('c\n'));
  expect(seen).toEqual(['a', 'b']);
});

test('a quote is the last ten lines, or nothing', () => {
  expect(quote([])).toBe('');
  const many = Array.from({ length: 12 }, (_, i) => `line ${i}`);
  expect(quote(many)).toContain('last:\n  line 2\n');
});
