import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adopt, headersOf, isPlain, plainHeaders } from './plain-headers.ts';

/** What may be done with headers; each gives something to compare. */
const name = fc.constantFrom('a', 'B', 'content-type', 'set-cookie', 'constructor', 'x y', 'é', '');
const value = fc.constantFrom('1', ' 2 ', 'x\ty', 'é', 'a\nb', '');
const operation = fc.oneof(
  fc.record({ do: fc.constantFrom('get', 'has', 'delete'), name }),
  fc.record({ do: fc.constantFrom('set', 'append'), name, value }),
  fc.record({
    do: fc.constantFrom('entries', 'keys', 'values', 'iterate', 'forEach', 'getSetCookie', 'copy'),
  }),
);
type Operation = { readonly do: string; readonly name?: string; readonly value?: string };

function outcomeOf(headers: Headers, { do: what, name = '', value = '' }: Operation): unknown {
  try {
    switch (what) {
      case 'get':
      case 'has':
      case 'delete':
        return headers[what](name);
      case 'set':
      case 'append':
        return headers[what](name, value);
      case 'iterate':
        return [...headers];
      case 'forEach': {
        const seen: unknown[] = [];
        headers.forEach((value, name, all) => seen.push([name, value, all === headers]));
        return seen;
      }
      case 'copy':
        return [...new Headers(headers)];
      default: {
        const list = headers[what as 'entries' | 'keys' | 'values' | 'getSetCookie']();
        return [...(list as Iterable<unknown>)];
      }
    }
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

const plain = fc.dictionary(
  fc.constantFrom('b', 'a', 'set-cookie', 'content-type', '__proto', 'x-z'),
  fc.constantFrom('', '1', 'x y', 'a, b'),
  { noNullPrototype: true },
);

test('a stand-in is told from a genuine Headers by nothing that is done with it', () => {
  fc.assert(
    fc.property(plain, fc.array(operation, { maxLength: 8 }), (given, operations) => {
      const [ours, genuine] = [headersOf(given), new Headers(given)];
      for (const one of operations) expect(outcomeOf(ours, one)).toEqual(outcomeOf(genuine, one));
      expect(ours).toBeInstanceOf(Headers);
      expect(String(ours)).toBe(String(genuine));
    }),
  );
});

test('plain headers are what a Headers makes of them, or it is asked itself', () => {
  const any = fc.dictionary(fc.oneof(name, fc.constantFrom('A', 'b')), value, {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(any, (given) => {
      const ours = plainHeaders(given);
      if (isPlain(given)) expect(ours).toEqual(given);
      if (ours === undefined) return;
      expect(isPlain(ours)).toBe(true);
      expect(ours).toEqual(Object.fromEntries(new Headers(given)));
    }),
  );
  expect(plainHeaders([['a', 'b']])).toBeUndefined();
  expect(plainHeaders(new Headers({ A: 'b' }))).toEqual({ a: 'b' });
  expect(plainHeaders({ A: ' b ' })).toEqual({ a: 'b' });
});

test('a stand-in speaks for the Headers it adopts', () => {
  const [ours, genuine] = [headersOf({ a: 'b' }), new Headers({ a: 'b' })];
  adopt(ours, genuine);
  ours.set('a', 'c');
  expect(genuine.get('a')).toBe('c');
  genuine.delete('a');
  expect(ours.has('a')).toBe(false);
});
