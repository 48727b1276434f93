import type { Leaving } from '../model/call.ts';

/** How one simulated run is set up. */
export interface SimOptions {
  /** Seeds all that is random inside the run. */
  readonly seed: number;
  /** What `Date` says when the run opens (ms since 1970). */
  readonly epochMs: number;
  readonly limits: SimLimits;
  /** Where `fetch()` inside the run goes. It runs in the root scope; network errors are its own. */
  readonly fetch: (request: Request, sent: Sent) => Promise<Response>;
}

/** What is known of a request beside what it says. */
export interface Sent {
  /** Aborts when the caller leaves before there is a reply: by itself, or since it took too long. */
  readonly left: Leaving;
  /** How long its client waits between two pieces of a body (ms). */
  readonly bodyMs: number;
}

/** What a run may use before it counts as hung. */
export interface SimLimits {
  /** Virtual milliseconds, for the whole run. */
  readonly virtualMs: number;
  /** Intercepted calls (timers, clock reads, fetches, random draws), for the whole run. */
  readonly steps: number;
  /**
   * Milliseconds for which code of the run may block the event loop, by the real clock and of
   * processor time; ten times as long where it does not work, but waits.
   */
  readonly stuckMs: number;
}

/**
 * How a run ended. `idle`: nothing was left to wait for. `deadline`: virtual time ran out.
 * `runaway`: it used up its steps, or blocked the event loop.
 */
export type SimEnd<T> =
  | { readonly how: 'done'; readonly value: T }
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'hung'; readonly why: 'idle' | 'deadline' | 'runaway' };
