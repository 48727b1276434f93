import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { describeFaults } from '../harness/plans/describe.ts';
import { nearest } from '../harness/model/options/nearest.ts';

test('faults are found by name, and near misses are told', () => {
  expect(catalogue.named('lost-reply').layer).toBe('call');
  expect(() => catalogue.named('lostReply')).toThrow(
    expect.objectContaining({
      code: 'unknown-fault',
      got: '"lostReply"',
      fix: expect.stringMatching(
        /^Did you mean lost-reply\? .*`brownout faults` lists the catalogue/,
      ),
    }),
  );
  expect(() => catalogue.named('earthquake')).toThrow(
    expect.objectContaining({ fix: expect.stringMatching(/^Add a fault of your own/) }),
  );
});

const names = catalogue.kinds.map(({ name }) => name);

test('the nearest names come first, and far ones not at all', () => {
  expect(nearest('fin-cat', names)).toEqual(['fin-cut']);
  expect(nearest('token', names)).toEqual(['expired-token', 'slow-first-token', 'slow-tokens']);
  expect(nearest('', names)).toEqual([]);
});

test('the catalogue goes by layer, then by name', () => {
  const layers = catalogue.kinds.map((kind) => kind.layer);
  expect([...new Set(layers)]).toEqual(['call', 'value', 'turn', 'stream', 'mcp', 'link', 'host']);
  const calls = catalogue.kinds.flatMap(({ layer, name }) => (layer === 'call' ? name : []));
  expect(calls).toEqual(calls.toSorted());
});

test('the catalogue in words', async () => {
  const words = describeFaults(catalogue).flatMap(
    ({ name, layer, needs, harm, about, searched, params }) => [
      `${name} (${layer}; ${needs.join(', ')}; ${harm}; searched ${searched}): ${about}`,
      ...params.map((one) => `  ${one.name}: ${one.about}; ${one.range}; default ${one.default}`),
    ],
  );
  await expect(`${words.join('\n')}\n`).toMatchFileSnapshot('catalogue.test.txt');
});
