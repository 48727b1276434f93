import { describe, expect, test } from 'vitest';
import { bool, fill, number, int, itemsOf, nested, text } from './go-struct.ts';
import { readJson } from './json-reader.ts';

/** What a struct of every kind of field holds after a body, and what was said. */
function filled(body: string): { readonly got: object; readonly says: string } {
  const got: Record<string, unknown> = {};
  const put = (name: string) => (value: unknown) => (got[name] = value);
  const inner = { name: 'Inner', type: 'pkg.Inner', fields: { size: int('int', put('size')) } };
  const struct = {
    name: 'Outer',
    type: 'pkg.Outer',
    fields: {
      name: text(put('name')),
      on: bool(put('on')),
      count: int('int64', put('count')),
      share: number(put('share')),
      inner: nested(inner),
    },
  };
  try {
    fill(struct, readJson(Buffer.from(body)));
    return { got, says: '' };
  } catch (error) {
    const says = (error as Error).message.replace('bad request body: json: cannot unmarshal ', '');
    return { got, says };
  }
}

describe('what fits', () => {
  const cases: readonly (readonly [body: string, got: object])[] = [
    [
      '{"name":"a","on":true,"count":7,"share":0.5,"inner":{"size":1}}',
      { name: 'a', on: true, count: 7, share: 0.5, size: 1 },
    ],
    ['{"NAME":"a","Inner":{"SIZE":2},"Share":1}', { name: 'a', size: 2, share: 1 }],
    ['{"name":"a","name":"b","Name":"c"}', { name: 'c' }],
    ['{"name":null,"inner":null,"else":{"name":1}}', {}],
    ['null', {}],
    ['{"count":-9223372036854775808}', { count: -(2 ** 63) }],
    ['{"share":0.1}', { share: 0.1 }],
    ['{"share":-7e-2}', { share: -0.07 }],
  ];
  test.for(cases)('%s', ([body, got]) => {
    expect(filled(body)).toEqual({ got, says: '' });
  });
});

describe('what does not, and all else is in', () => {
  const cases: readonly (readonly [body: string, says: string, got: object])[] = [
    ['{"name":7,"on":true}', 'number into Go struct field Outer.name of type string', { on: true }],
    ['{"on":"x","name":[]}', 'string into Go struct field Outer.on of type bool', {}],
    ['{"count":1.5}', 'number 1.5 into Go struct field Outer.count of type int64', {}],
    [
      '{"count":1e19}',
      'number 10000000000000000000 into Go struct field Outer.count of type int64',
      {},
    ],
    ['{"share":1e999}', 'number Infinity into Go struct field Outer.share of type float32', {}],
    ['{"share":{}}', 'object into Go struct field Outer.share of type float32', {}],
    ['{"inner":5}', 'number into Go struct field Outer.inner of type pkg.Inner', {}],
    [
      '{"inner":{"size":true},"count":3}',
      'bool into Go struct field Inner.inner.size of type int',
      { count: 3 },
    ],
    ['[]', 'array into Go value of type pkg.Outer', {}],
  ];
  test.for(cases)('%s', ([body, says, got]) => {
    expect(filled(body)).toEqual({ got, says });
  });
});

test('a list is a list or null', () => {
  const items = (body: string) => itemsOf(readJson(Buffer.from(body)), '[]pkg.Outer').length;
  expect([items('[1,2]'), items('null')]).toEqual([2, 0]);
  expect(() => items('{}')).toThrow('cannot unmarshal object into Go value of type []pkg.Outer');
});
