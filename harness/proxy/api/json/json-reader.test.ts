import { describe, expect, test } from 'vitest';
import { readJson } from './json-reader.ts';

const read = (text: string) => readJson(Buffer.from(text));

test('a body is JSON, with spaces around it', () => {
  expect(read(' \t\r\n{"a":1,"a":[true,null]}\n')).toEqual({ a: [true, null] });
});

test('a deeply nested body is read, not refused with an overflow', () => {
  expect(read('['.repeat(100_000) + ']'.repeat(100_000))).toBeInstanceOf(Array);
});

describe('a body that is no JSON is refused', () => {
  test.for([
    ['', 'EOF'],
    [' \n', 'EOF'],
    ['{nope', "invalid character 'n' looking for beginning of object key string"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['[1', "Expected ',' or ']' after array element in JSON"],
    ['nul!', "Unexpected token '!'"],
  ] as const)('%j', ([text, words]) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        status: 400,
        message: expect.stringContaining(words) as string,
      }),
    );
  });
});
