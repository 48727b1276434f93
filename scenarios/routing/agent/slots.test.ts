import { expect, test } from 'vitest';
import { slots } from './slots.ts';

const staying = new AbortController().signal;

test('no more work at once than there are slots, in order', async () => {
  const take = slots(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const all = [1, 2, 3, 4].map((n) =>
    take(() => {
      begun.push(n);
      return new Promise<void>((resolve) => ends.push(resolve));
    }, staying),
  );
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  ends[0]?.();
  await all[0];
  await Promise.resolve();
  expect(begun).toEqual([1, 2, 3]);
  ends[1]?.();
  await all[1];
  await Promise.resolve();
  for (const end of ends) end();
  await Promise.all(all);
  expect(begun).toEqual([1, 2, 3, 4]);
});

test('who leaves while waiting gives no slot away, and work that fails gives its own back', async () => {
  const take = slots(1);
  const leaving = new AbortController();
  let end = () => {};
  const first = take(() => new Promise<void>((resolve) => (end = resolve)), staying);
  const second = take(() => Promise.resolve('never'), leaving.signal);
  leaving.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  end();
  await first;
  await expect(take(() => Promise.reject(new Error('broken')), staying)).rejects.toThrow('broken');
  await expect(take(() => Promise.resolve('well'), staying)).resolves.toBe('well');
});
