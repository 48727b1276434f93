import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coolMs, cooldown } from './cooldown.ts';
import { without } from './safeguards.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fails = () => Promise.reject(new Error('down'));
const works = () => Promise.resolve('up');
const later = () => new Promise<string>((resolve) => setTimeout(resolve, 50, 'up'));

test('a model that failed twice is left alone, then tried by one, and others wait for that', async () => {
  const { run } = cooldown(without());
  await expect(run(fails)).rejects.toThrow('down');
  await expect(run(works)).resolves.toBe('up');
  await expect(run(fails)).rejects.toThrow('down');
  await expect(run(fails)).rejects.toThrow('down');
  await expect(run(works)).rejects.toThrow('left alone');
  vi.advanceTimersByTime(coolMs);
  const other = vi.fn<() => Promise<string>>(works);
  const both = [run(later), run(other)];
  await vi.advanceTimersByTimeAsync(40);
  expect(other).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20);
  expect(await Promise.all(both)).toEqual(['up', 'up']);
});

test('a try that fails begins another pause, for those who waited as well', async () => {
  const { run } = cooldown(without());
  for (let n = 0; n < 2; n += 1) await expect(run(fails)).rejects.toThrow('down');
  vi.advanceTimersByTime(coolMs);
  const both = await Promise.allSettled([run(fails), run(works)]);
  expect(both.map((one) => (one.status === 'rejected' ? String(one.reason) : ''))).toEqual([
    'Error: down',
    'Cooling: the model is left alone',
  ]);
});

test('without it each call is made', async () => {
  const { run } = cooldown(without('coolsDown'));
  for (let n = 0; n < 4; n += 1) await expect(run(fails)).rejects.toThrow('down');
  await expect(run(works)).resolves.toBe('up');
});
