import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, digest, hash } from './json.ts';

test('equal values are equal text, however their keys are ordered', () => {
  expect(canonical({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON knows no -0.
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonical(plain))).toEqual(plain);
    }),
  );
});

test('keys stand in order of their UTF-16 units, few or many', () => {
  const unit = fc.constantFrom('a', 'B', 'é', '"', '\uFFFF', '😀', '1', '0');
  const dictionary = fc.dictionary(fc.string({ unit, maxLength: 3 }), fc.boolean(), {
    maxKeys: 40,
  });
  fc.assert(
    fc.property(dictionary, (value) => {
      const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
      const text = pairs.map(([key, is]) => `${JSON.stringify(key)}:${is}`).join(',');
      expect(canonical(value)).toBe(`{${text}}`);
    }),
  );
});

test('what JSON has no word for goes as JSON.stringify has it', () => {
  const odd = { u: undefined, f: () => 1, d: new Date(0), n: Number.NaN, l: [undefined] };
  expect(JSON.parse(canonical(odd))).toEqual(JSON.parse(JSON.stringify(odd)));
});

test('digests tell values apart and do not change between versions', () => {
  expect(digest({ a: 1 })).toBe(digest({ a: 1 }));
  expect(digest({ a: 1 })).not.toBe(digest({ a: 2 }));
  expect(digest({ b: 'é', a: [1] })).toBe('12r2p2s3w33');
  expect(hash('brownout')).toBe(hash('brownout', 0));
  const seen = new Set(Array.from({ length: 20_000 }, (_, n) => hash(`call ${n}`)));
  expect(seen.size).toBe(20_000);
});

test('a digest is the hash as text', () => {
  fc.assert(fc.property(fc.string(), (text) => digest(text) === hash(text).toString(36)));
});
