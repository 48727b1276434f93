import crypto, { getRandomValues, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';
import { valueOf } from '../trial.ts';

beforeAll(install);
afterAll(uninstall);

/** One of each. */
const sources: Readonly<Record<string, () => unknown>> = {
  'Math.random': () => Math.random(),
  'crypto.randomUUID': () => globalThis.crypto.randomUUID(),
  'node randomUUID': () => randomUUID({ disableEntropyCache: true }),
  'crypto.getRandomValues': () => [...globalThis.crypto.getRandomValues(new Uint32Array(3))],
  'node getRandomValues': () => [...getRandomValues(new Uint8Array(7))],
  randomBytes: () => randomBytes(9).toString('hex'),
  'randomBytes with a callback': () => promisify(randomBytes)(5),
  randomInt: () => [randomInt(1e9), randomInt(5, 2 ** 40)],
  'randomInt with a callback': () => promisify<number, number>(randomInt)(1e9),
  randomFillSync: () => crypto.randomFillSync(Buffer.alloc(6), 2),
  randomFill: () => promisify(crypto.randomFill)(new Uint16Array(4)),
};

test.each(Object.entries(sources))('%s is drawn from the seed', async (_name, source) => {
  const drawn = (seed: number) => valueOf(async () => [await source(), await source()], { seed });
  const [one, again, two] = [await drawn(1), await drawn(1), await drawn(2)];
  expect(again).toEqual(one);
  expect(two).not.toEqual(one);
  expect(one[1]).not.toEqual(one[0]);
});

test.each(Object.entries(sources))('%s is random outside a run', async (_name, source) => {
  expect(await source()).not.toEqual(await source());
});

test('scopes draw from streams of their own', async () => {
  const draw = (rootDraws: number) =>
    valueOf(async ({ scope }) => {
      const [first, second] = [scope(), scope()];
      for (let i = 0; i < rootDraws; i += 1) Math.random();
      return [first.run(Math.random), second.run(Math.random), first.run(Math.random)];
    });
  const numbers = await draw(0);
  expect(await draw(7)).toEqual(numbers);
  expect(new Set(numbers).size).toBe(3);
});

test('a UUID is one of version 4, and no two are the same', async () => {
  const ids = await valueOf(async () => Array.from({ length: 500 }, () => randomUUID()));
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(500);
});

test('numbers stay within their bounds and spread over them', async () => {
  await valueOf(async () => {
    const seen = new Set(Array.from({ length: 200 }, () => randomInt(-2, 3)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect(new Set(randomBytes(5000)).size).toBe(256);
    expect([...crypto.randomFillSync(new Uint8Array(6), 2, 3)].map((b) => b > 0)).toEqual(
      expect.objectContaining({ 0: false, 1: false, 5: false }),
    );
  });
});

test('what Node refuses is refused in its own words', async () => {
  await valueOf(async () => {
    expect(() => randomBytes(-1)).toThrow(/size/);
    expect(() => randomInt(3, 1)).toThrow(/max/);
    expect(() => randomInt(0.5)).toThrow(/max/);
    expect(() => crypto.randomFillSync(Buffer.alloc(2), 5)).toThrow(/offset/);
    expect(() => globalThis.crypto.getRandomValues(new Uint8Array(65_537))).toThrow(/65,?536/);
    expect(() => globalThis.crypto.getRandomValues(new Float32Array(1))).toThrow();
  });
});
