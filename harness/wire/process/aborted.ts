import type { Leaving } from '../../model/call.ts';

/** Resolves when `signal` aborts, at once if it has. */
export function aborted(signal: Leaving): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What `work` comes to; rejects with the reason of the signal where that aborts first. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const done = () => signal.removeEventListener('abort', abort);
    work.finally(done).then(resolve, reject);
  });
}
