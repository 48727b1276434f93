import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson, type Json } from './json-reader.ts';
import { Refusal } from '../refusal.ts';

const read = (text: string) => readJson(Buffer.from(text));

/** As plain data; numbers as they were written. */
function plain(json: Json): unknown {
  if (json.kind === 'object') return json.entries.map(([key, value]) => [key, plain(value)]);
  if (json.kind === 'array') return json.items.map(plain);
  if (json.kind === 'null') return null;
  return json.kind === 'bool' ? json.value : json.text;
}

describe('what is JSON', () => {
  const cases: readonly (readonly [text: string, value: unknown])[] = [
    [
      '{"a":1,"A":2,"a":[true,false,null]}',
      [
        ['a', '1'],
        ['A', '2'],
        ['a', [true, false, null]],
      ],
    ],
    ['[ ]', []],
    [' \t\r\n{ } ', []],
    ['-0.50E+10', '-0.50E+10'],
    ['[9223372036854775807]', ['9223372036854775807']],
    [String.raw`"\u00e9\n\/\\"`, 'é\n/\\'],
    [String.raw`"\ud800"`, '\ufffd'],
    ['"é𝄞"', 'é𝄞'],
    ['{"a":1} and more', [['a', '1']]],
    ['7 8', '7'],
  ];
  test.for(cases)('%s', ([text, value]) => {
    expect(plain(read(text))).toEqual(value);
  });

  test('bytes that are no UTF-8 are read as such', () => {
    expect(plain(readJson(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('\ufffd');
  });

  test('ten thousand levels, and not one more', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(read(nested(10_000)).kind).toBe('array');
    expect(() => read(nested(10_001))).toThrow('bad request body: exceeded max depth');
  });
});

describe('any text', () => {
  test('that is JSON has the value it has elsewhere', () => {
    const value = (json: Json): unknown => {
      if (json.kind === 'object') {
        return Object.fromEntries(json.entries.map(([key, item]) => [key, value(item)]));
      }
      if (json.kind === 'array') return json.items.map(value);
      return json.kind === 'number' ? Number(json.text) : plain(json);
    };
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(value(read(written))).toEqual(JSON.parse(written.toWellFormed()));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  test('that is nearly JSON is read as Go reads it, or refused', () => {
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.string({ maxLength: 2 }))
      .map(([text, at, cut, put]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + cut);
      });
    fc.assert(
      fc.property(nearly, (text) => {
        const isJson = parses(text);
        try {
          read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(isJson).toBe(false);
        }
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});

describe('what is none, in the words of Go', () => {
  const cases: readonly (readonly [text: string, words: string])[] = [
    ['', 'EOF'],
    [' \n', 'EOF'],
    ['{"a"', 'unexpected EOF'],
    ['"a', 'unexpected EOF'],
    ['-', 'unexpected EOF'],
    ['{nope', "invalid character 'n' looking for beginning of object key string"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[01]', "invalid character '1' after array element"],
    ['[-x]', "invalid character 'x' in numeric literal"],
    ['[1.x]', "invalid character 'x' after decimal point in numeric literal"],
    ['[1e]', "invalid character ']' in exponent of numeric literal"],
    ['nul!', "invalid character '!' in literal null (expecting 'l')"],
    ['"a\nb"', String.raw`invalid character '\n' in string literal`],
    ['"\x01"', String.raw`invalid character '\x01' in string literal`],
    [String.raw`"\x"`, "invalid character 'x' in string escape code"],
    [String.raw`"\u00g0"`, String.raw`invalid character 'g' in \u hexadecimal character escape`],
    ["'a'", String.raw`invalid character '\'' looking for beginning of value`],
    [String.raw`\ `, String.raw`invalid character '\\' looking for beginning of value`],
    ['é', "invalid character 'Ã' looking for beginning of value"],
    ['\x7f', String.raw`invalid character '\x7f' looking for beginning of value`],
  ];
  test.for(cases)('%j', ([text, words]) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ status: 400, message: `bad request body: ${words}` }),
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
