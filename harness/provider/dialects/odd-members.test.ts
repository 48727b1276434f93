import { expect, test } from 'vitest';
import { isObject } from '../../model/json/walk.ts';
import { dialects, type DialectName } from './index.ts';
import { speakers } from './speakers-fixture.ts';

/** No primitive value can be made of it. */
const odd = { toString: 1, valueOf: 'x' };

/** The value with each of its members odd in turn, at any depth. */
function* spoilt(value: unknown): Generator {
  yield odd;
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries())
      for (const other of spoilt(one)) yield value.with(at, other);
  } else if (isObject(value)) {
    for (const [name, one] of Object.entries(value))
      for (const other of spoilt(one)) yield { ...value, [name]: other };
  }
}

const turn = {
  text: '',
  toolCalls: [{ id: 'c1', name: 'price', arguments: '{"city":"Rome"}' }],
  finish: 'tool-calls' as const,
};
const past = [{ turn, results: ['480'] }];

test.each(Object.keys(dialects) as DialectName[])('%s reads any member as any value', (name) => {
  const { method, path, headers, body } = speakers[name].ask({
    model: 'm-1',
    user: 'hello',
    past,
    tools: ['price'],
    stream: false,
    maxTokens: 20,
  });
  const all = [...spoilt(JSON.parse(body))];
  expect(all.length).toBeGreaterThan(15);
  for (const one of all) {
    const incoming = { method, path, headers, body: JSON.stringify(one) };
    expect(() => dialects[name].receive(incoming), incoming.body).not.toThrow();
  }
});
