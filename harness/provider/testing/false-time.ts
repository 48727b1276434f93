import { afterEach, beforeEach, vi } from 'vitest';

/** Makes time false in every test of the file: timers and clocks go on as `settled` lets them. */
export function falseTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Turns time on until the promise has settled, for two minutes at most. */
export async function settled<T>(promise: PromiseLike<T>): Promise<PromiseSettledResult<T>> {
  const results: PromiseSettledResult<T>[] = [];
  void Promise.allSettled([promise]).then(([only]) => results.push(only as (typeof results)[0]));
  for (let i = 0; i < 1200 && results.length === 0; i += 1) await vi.advanceTimersByTimeAsync(100);
  if (!results[0]) throw new Error('still pending after two minutes');
  return results[0];
}

/** What the promise gives in false time; throws what it throws. */
export async function valueOf<T>(promise: PromiseLike<T>): Promise<T> {
  const result = await settled(promise);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** What the promise throws in false time. */
export async function errorOf(promise: PromiseLike<unknown>): Promise<unknown> {
  const result = await settled(promise);
  if (result.status === 'fulfilled') throw new Error('expected it to fail');
  return result.reason;
}

/** All that a stream gives. */
export async function drained<T>(
  stream: AsyncIterable<T> | PromiseLike<AsyncIterable<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of await stream) all.push(one);
  return all;
}
