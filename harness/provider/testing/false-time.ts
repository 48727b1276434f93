import { afterEach, beforeEach, vi } from 'vitest';

/** Replaces timers, timeouts and clocks in every test of the file; `settled` advances them. */
export function falseTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    // The timers of vitest leave this one real, with which it would never come.
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(abortedAfter);
  });
  afterEach(() => {
    vi.mocked(AbortSignal.timeout).mockRestore();
    vi.useRealTimers();
  });
}

function abortedAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  setTimeout(() => controller.abort(reason), ms);
  return controller.signal;
}

/** Advances time until the promise has settled, by two minutes at most. */
export async function settled<T>(promise: PromiseLike<T>): Promise<PromiseSettledResult<T>> {
  const result = await settledWithin(promise, 120_000);
  if (!result) throw new Error('still pending after two minutes');
  return result;
}

/** Advances time until the promise has settled, by `ms` at most; null if it is still pending then. */
export async function settledWithin<T>(
  promise: PromiseLike<T>,
  ms: number,
): Promise<PromiseSettledResult<T> | null> {
  const results: PromiseSettledResult<T>[] = [];
  void Promise.allSettled([promise]).then(([only]) => results.push(only as (typeof results)[0]));
  for (let i = 0; i < ms / 100 && results.length === 0; i += 1) {
    await vi.advanceTimersByTimeAsync(100);
  }
  return results[0] ?? null;
}

/** The value of the promise in replaced time; throws its error. */
export async function valueOf<T>(promise: PromiseLike<T>): Promise<T> {
  const result = await settled(promise);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** The error of the promise in replaced time. */
export async function errorOf(promise: PromiseLike<unknown>): Promise<unknown> {
  const result = await settled(promise);
  if (result.status === 'fulfilled') throw new Error('expected it to fail');
  return result.reason;
}

/** All values of a stream. */
export async function drained<T>(
  stream: AsyncIterable<T> | PromiseLike<AsyncIterable<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of await stream) all.push(one);
  return all;
}
