import type { RedisClientType } from 'redis';
import { expect, it } from 'vitest';
import { careful, without } from '../safeguards.ts';
import { results } from './results.ts';
import { CacheDown, type Store } from './store.ts';
import { isCurrent, versions } from './versions.ts';

/** A store in memory that can be away. */
function memory(): Store & { isAway: boolean } {
  const values = new Map<string, string>();
  const get = (key: string) => Promise.resolve(values.get(key) ?? null);
  const client = {
    get,
    set: async (key: string, value: string) => void values.set(key, value),
    mGet: (keys: readonly string[]) => Promise.all(keys.map(get)),
    incr: async (key: string) => void values.set(key, String(Number(values.get(key) ?? 0) + 1)),
  } as unknown as RedisClientType;
  const store = {
    isAway: false,
    use: <T>(work: (client: RedisClientType) => Promise<T>) =>
      store.isAway ? Promise.reject(new CacheDown('away')) : work(client),
    warmUp: () => Promise.resolve(),
  };
  return store;
}

it('what rests on something is old once that has changed', async () => {
  const kept = versions(memory());
  const basis = await kept.read(['a', 'b']);
  expect(await isCurrent(basis, kept)).toBe(true);
  await kept.bump('c');
  expect(await isCurrent(basis, kept)).toBe(true);
  await kept.bump('b');
  expect(await isCurrent(basis, kept)).toBe(false);
  expect(await isCurrent({}, kept)).toBe(true);
});

it('a change that could not be noted is noted before anybody looks again', async () => {
  const store = memory();
  const kept = versions(store);
  const basis = await kept.read(['a']);
  store.isAway = true;
  await expect(kept.bump('a')).rejects.toThrow(CacheDown);
  await expect(isCurrent(basis, kept)).rejects.toThrow(CacheDown);
  store.isAway = false;
  expect(await isCurrent(basis, kept)).toBe(false);
  const now = await kept.read(['a']);
  expect(await isCurrent(now, kept)).toBe(true);
});

it('a result fetched before a write that came in between is not kept as current', async () => {
  const store = memory();
  const kept = versions(store);
  const { read } = results(store, kept, careful);
  const call = { tool: 'stock', args: { sku: 'P1' }, about: 'stock P1' };
  const old = await read('s', call, async () => {
    await kept.bump('stock P1');
    return 1;
  });
  expect(old.value).toBe(1);
  expect(await read('s', call, () => Promise.resolve(0))).toMatchObject({ value: 0 });
  expect(await read('s', call, () => Promise.resolve(7))).toMatchObject({ value: 0 });
});

it('without the cache a result is fetched, and nothing may rest on it', async () => {
  const store = memory();
  store.isAway = true;
  const call = { tool: 'stock', args: {}, about: 'stock' };
  const once = () => Promise.resolve(1);
  const open = results(store, versions(store), careful);
  expect(await open.read('s', call, once)).toEqual({ value: 1, basis: null });
  const closed = results(store, versions(store), without('failsOpen'));
  await expect(closed.read('s', call, once)).rejects.toThrow(CacheDown);
});
