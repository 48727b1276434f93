import { expect, test } from 'vitest';
import { keepLatest, recent } from './recent.ts';

function counted() {
  const computed: string[] = [];
  const ask = recent(
    (key: string) => key,
    (key) => {
      computed.push(key);
      return { key };
    },
  );
  return { ask, computed };
}

test('computes once what is asked again, and tells keys apart', () => {
  const { ask, computed } = counted();
  expect(ask('a')).toBe(ask('a'));
  expect(ask('b')).toEqual({ key: 'b' });
  expect(computed).toEqual(['a', 'b']);
});

test('forgets what was not asked for a while, and nothing before', () => {
  const { ask, computed } = counted();
  for (let n = 0; n < 500; n += 1) ask(`first ${n}`);
  for (let n = 0; n < 500; n += 1) ask(`second ${n}`);
  expect(ask('first 0')).toBe(ask('first 0'));
  expect(computed).toHaveLength(1000);
  for (let n = 0; n < 500; n += 1) ask(`third ${n}`);
  ask('first 0');
  expect(computed.filter((key) => key === 'first 0')).toHaveLength(2);
});

test('does not keep what is asked by a very long key', () => {
  const { ask, computed } = counted();
  const long = 'x'.repeat(20_001);
  expect(ask(long)).toEqual(ask(long));
  expect(computed).toHaveLength(2);
});

test('the latest entries are kept of a map and of a set', () => {
  const map = new Map([1, 2, 3].map((n) => [n, `${n}`] as const));
  keepLatest(map, 2);
  expect([...map.keys()]).toEqual([2, 3]);
  const set = new Set(['a', 'b']);
  keepLatest(set, 2);
  expect([...set]).toEqual(['a', 'b']);
  keepLatest(set, 0);
  expect(set.size).toBe(0);
});
