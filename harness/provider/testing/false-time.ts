import { afterEach, beforeEach, vi } from 'vitest';

/** Makes time false in every test of the file: timers and clocks go only as `settled` turns them. */
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
  let result: PromiseSettledResult<T> | undefined;
  void Promise.allSettled([promise]).then(([only]) => {
    result = only as PromiseSettledResult<T>;
  });
  for (let i = 0; i < 1200 && !result; i += 1) await vi.advanceTimersByTimeAsync(100);
  if (!result) throw new Error('still pending after two minutes');
  return result;
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
