import { expect, it, vi } from 'vitest';
import { fallbackCache } from './fallback-cache.ts';

it('tells how old a value is, and forgets the oldest beyond its size', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(100);
  const cache = fallbackCache(2);
  cache.keep('a', 1);
  cache.keep('b', 2);
  now.mockReturnValue(150);
  cache.keep('a', 3);
  cache.keep('c', 4);
  now.mockReturnValue(170);
  expect(cache.find('a')).toEqual({ value: 3, ageMs: 20 });
  expect(cache.find('b')).toBeUndefined();
  now.mockRestore();
});
