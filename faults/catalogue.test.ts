import { expect, test } from 'vitest';
import { catalogue, faultNamed } from './catalogue.ts';
import { describeCatalogue } from './describe.ts';
import { nearest } from '../harness/model/nearest.ts';

test('faults are found by name, and near misses are told', () => {
  expect(faultNamed('lost-reply').layer).toBe('call');
  expect(() => faultNamed('lostReply')).toThrow(
    expect.objectContaining({
      code: 'unknown-fault',
      got: '"lostReply"',
      fix: 'Did you mean lost-reply? `brownout faults` lists them all.',
    }),
  );
  expect(() => faultNamed('earthquake')).toThrow(
    expect.objectContaining({ fix: '`brownout faults` lists them all.' }),
  );
});

test('the nearest names come first, and far ones not at all', () => {
  expect(nearest('fin-cat', catalogue.keys())).toEqual(['fin-cut']);
  expect(nearest('token', catalogue.keys())).toEqual(['slow-first-token', 'slow-tokens']);
  expect(nearest('', catalogue.keys())).toEqual([]);
});

test('the catalogue has call, stream, link, then host faults, by name', () => {
  const layers = [...catalogue.values()].map((kind) => kind.layer);
  expect([...new Set(layers)]).toEqual(['call', 'stream', 'link', 'host']);
  const names = [...catalogue.values()].flatMap((kind) => (kind.layer === 'call' ? kind.name : []));
  expect(names).toEqual(names.toSorted());
});

test('the catalogue in words', async () => {
  const words = describeCatalogue().flatMap(({ name, layer, strikes, about, params }) => [
    `${name} (${layer}; ${strikes.join(', ')}): ${about}`,
    ...params.map((one) => `  ${one.name}: ${one.about}; ${one.range}; default ${one.default}`),
  ]);
  await expect(`${words.join('\n')}\n`).toMatchFileSnapshot('catalogue.test.txt');
});
