import type { Leaving } from './call.ts';

/** The time of a run, in milliseconds since it opened; virtual in sim, real on the wire. */
export interface Clock {
  /** Milliseconds since the run opened. */
  readonly nowMs: () => number;
  /** The same with fractions; absent where there are none. */
  readonly exactMs?: () => number;
  /** Resolves after `ms`, or at once when `signal` aborts. Never rejects. */
  readonly sleep: (ms: number, signal?: Leaving) => Promise<void>;
  /** Resolves once what has come from sockets was read; absent under virtual time, where nothing does. */
  readonly turn?: () => Promise<void>;
}

/** The wall clock, started now. */
export function wallClock(): Clock {
  const openedAt = performance.now();
  const exactMs = () => performance.now() - openedAt;
  return {
    nowMs: () => Math.round(exactMs()),
    exactMs,
    sleep: (ms, signal) => sleep(ms, signal),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/** Milliseconds since 1970, by this machine. */
export function wallNowMs(): number {
  // oxlint-disable-next-line no-restricted-properties -- a run's clock stands still with the machine
  return Date.now();
}

/** Waits by the `setTimeout` in force, which is virtual inside a sim run. */
export function sleep(ms: number, signal?: Leaving): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
