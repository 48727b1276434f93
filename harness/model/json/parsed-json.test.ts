import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonOrText, parsedJson } from './parsed-json.ts';

test('every JSON text is read, whatever stands around it', () => {
  const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\r', '\n'), maxLength: 3 });
  fc.assert(
    fc.property(fc.json(), space, space, (json, before, after) => {
      expect(parsedJson(before + json + after)).toEqual(JSON.parse(json));
    }),
  );
});

test('a text that is no JSON is undefined, or itself', () => {
  for (const text of ['', ' ', 'Booked.', '{"half":', '-', '3 items', 'trueish', '\u00a01']) {
    expect(parsedJson(text)).toBeUndefined();
    expect(jsonOrText(text)).toBe(text);
  }
});
