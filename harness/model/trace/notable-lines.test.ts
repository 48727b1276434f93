import { expect, test } from 'vitest';
import { notableLines } from './notable-lines.ts';

const frames = Array.from({ length: 30 }, (_, n) => `    at step${n} (lib/errors.js:${n}:1)`);

test.each([
  "Error: Cannot find module './config.json'",
  'TypeError: keys is not iterable',
  "ModuleNotFoundError: No module named 'x'",
  'Exception in thread "main" java.lang.IllegalStateException: no port',
  'panic: runtime error: index out of range',
  "thread 'main' panicked at src/main.rs:4:5:",
  'fatal: no such branch',
])('keeps %j, whatever is printed after it', (line) => {
  const told = notableLines(['starting', line, ...frames, 'Node.js v24.0.0'], 10);
  expect(told).toHaveLength(10);
  expect(told[0]).toBe(line);
  expect(told).toContain('…');
  expect(told.at(-1)).toBe('Node.js v24.0.0');
});

test('are the last ones where the error is among them, or where none is named', () => {
  const ended = [...frames, 'ValueError: no'];
  expect(notableLines(ended, 10)).toEqual(ended.slice(-10));
  expect(notableLines(frames, 10)).toEqual(frames.slice(-10));
  expect(notableLines(['one'], 10)).toEqual(['one']);
  expect(notableLines([], 10)).toEqual([]);
});
