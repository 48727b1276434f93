import type { Leaving } from '../model/call.ts';

/** Options of a simulated run. */
export interface SimOptions {
  /** The seed of all randomness in the run. */
  readonly seed: number;
  /** The time of `Date` at the start of the run (ms since 1970). */
  readonly epochMs: number;
  readonly limits: SimLimits;
  /**
   * Answers `fetch()` calls of the run. It runs in the root scope, and makes network errors itself.
   */
  readonly fetch: (request: Request, sent: Sent) => Promise<Response>;
}

/** Facts about a request beside its content. */
export interface Sent {
  /** Aborts when the caller leaves before the reply, by itself or after a timeout. */
  readonly left: Leaving;
  /** The client's timeout between two pieces of a body (ms). */
  readonly bodyMs: number;
}

/** Limits of a run; beyond them it counts as hung. */
export interface SimLimits {
  /** The most virtual time for the whole run (ms). */
  readonly virtualMs: number;
  /** The most intercepted calls (timers, clock reads, fetches, random draws) for the whole run. */
  readonly steps: number;
  /**
   * The most time for which code may block the event loop (ms of real and of processor time); ten
   * times as long if it waits rather than works.
   */
  readonly stuckMs: number;
}

/**
 * The end of a run. `idle`: nothing was left to wait for. `deadline`: the virtual time was used up.
 * `runaway`: the steps were used up, or the event loop was blocked.
 */
export type SimEnd<T> =
  | { readonly how: 'done'; readonly value: T }
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'hung'; readonly why: 'idle' | 'deadline' | 'runaway' };
