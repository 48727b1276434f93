import { expect, test } from 'vitest';
import { draws } from '../../harness/model/random.ts';
import { isIdField, otherIdentities } from './identities.ts';

const other = (value: unknown, seed = 1) => otherIdentities(value, draws(seed, 'test'));

test('a UUID stays a UUID of its version', () => {
  const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  const changed = other({ id }) as { id: string };
  expect(changed.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(changed.id).not.toBe(id);
});

test.each([0, 7, 10, 99, 123_456])('the id %i keeps its number of digits', (id) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const changed = other({ id, ids: [String(id)] }, seed) as { id: number; ids: string[] };
    expect(changed.id).not.toBe(id);
    expect(String(changed.id)).toHaveLength(String(id).length);
    if (id > 0) expect(changed.ids).toEqual([String(changed.id)]);
  }
});

test('every nonce in a text changes, each to one of its kind', () => {
  const text = other('BA-0k3f9x2a or AZ-7h2m4q8z, not BA-0k3f9x2a') as string;
  expect(text).toMatch(/^(BA-[0-9a-z]{8}) or AZ-[0-9a-z]{8}, not \1$/);
  expect(text).not.toContain('0k3f9x2a');
});

test('names are another of the same form, unless they are to stay', () => {
  expect(other({ name: 'Hotel Roma, IT' })).toEqual({
    name: expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+, IT$/),
  });
  expect(otherIdentities({ name: 'Ada' }, draws(1, 'test'), false)).toEqual({ name: 'Ada' });
});

test('a field is an id by its last word', () => {
  expect(['id', 'orderId', 'order_id', 'userIDs', 'ref'].filter(isIdField)).toHaveLength(5);
  expect(['paid', 'valid', 'grid', 'idle', 'identity', ''].filter(isIdField)).toEqual([]);
});
