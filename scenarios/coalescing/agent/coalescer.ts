import { flight, type Flight } from './flight.ts';
import type { Safeguards } from './safeguards.ts';
import { UpstreamError, type Upstream } from './upstream.ts';
import { wait } from './wait.ts';

/** Reads the answer to a question; throws why there is none, or `signal` once it aborts. */
export type Coalescer = (question: string, signal: AbortSignal) => AsyncGenerator<string, void>;

type Words = AsyncIterable<string>;

/** Calls for one answer, whoever waits for it, and the least pause before another (ms). */
const mostAttempts = 3;
const pauseMs = 40;
/** An answer is given again for so long, and one that there was none (ms). */
const keptMs = 100;

/** One call for all who ask the same at the same time, or soon after. */
export function coalescer({ ask }: Pick<Upstream, 'ask'>, safeguards: Safeguards): Coalescer {
  const flights = new Map<string, Flight>();

  /** The call for a question that is under way, or whose end still counts. */
  function known(question: string): Flight | undefined {
    for (const [key, one] of flights) {
      if (performance.now() > dueMs(one) + keptMs) flights.delete(key);
    }
    return safeguards.joinsCalls ? flights.get(question) : undefined;
  }

  function begin(question: string, attempt: number, leader: AbortSignal): Flight {
    const source = (signal: AbortSignal) => ask(question, signal);
    const begun = flight(source, { attempt, leader, safeguards });
    flights.set(question, begun);
    return begun;
  }

  function join(one: Flight, signal: AbortSignal): AsyncGenerator<string, void> {
    return one.read(safeguards.keepsOwnDeadline ? signal : one.leader);
  }

  /** Joins the last call, or another where that failed; throws where no other is made. */
  async function joined(question: string, signal: AbortSignal): Promise<Words> {
    const last = known(question);
    const error = last?.end()?.error;
    if (!last || !error) return join(last ?? begin(question, 1, signal), signal);
    if (!isWorthAnother(error) || last.attempt >= mostAttempts) throw error;
    await wait(Math.max(0, dueMs(last) - performance.now()), signal);
    if (!safeguards.promotesOne) return ask(question, signal);
    // Who wakes first makes the call, and the others find it.
    const isFirst = flights.get(question) === last;
    if (isFirst) begin(question, last.attempt + 1, signal);
    return joined(question, signal);
  }

  return async function* (question, signal) {
    for (let isBegun = false; !isBegun;) {
      const words = await joined(question, signal);
      try {
        for await (const piece of words) {
          isBegun = true;
          yield piece;
        }
        return;
      } catch (error) {
        // What was begun cannot be gone on with: another call has other words.
        if (isBegun || !isWorthAnother(error)) throw error;
      }
    }
  };
}

function isWorthAnother(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.mayRetry;
}

/** When a call that has ended may be made again; never for one that is under way. */
function dueMs({ end }: Flight): number {
  const { atMs = Number.POSITIVE_INFINITY, error } = end() ?? {};
  return atMs + (error instanceof UpstreamError ? Math.max(pauseMs, error.waitMs) : 0);
}
