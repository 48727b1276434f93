import type { Call } from '../model/call.ts';
import { draws, integer } from '../model/random.ts';

/** The network latency of a call (ms); `nth` is the call's number within its task. */
export type Latency = (call: Pick<Call, 'point' | 'site'>, nth: number) => number;

/**
 * The latency of calls in sim: 1 to 5 ms, drawn by request. Without it the clock would stand still
 * for an agent that asks again and again.
 */
export function drawnLatency(seed: number): Latency {
  return ({ point, site }, nth) =>
    integer(draws(seed, 'latency', point, site.op, site.attempt), 1, 5) * slowdown(nth);
}

/** The latency added to calls on the wire: 0 until a tool is flooded. */
export function addedLatency(_call: unknown, nth: number): number {
  return meanMs * (slowdown(nth) - 1);
}

/** The mean of what is drawn. */
const meanMs = 3;

/** Whether a task that is not done after so many calls runs without end. */
export function isFlood(calls: number): boolean {
  return calls > patience;
}

/**
 * A tool that is flooded slows down. So a loop without a pause that ends by the clock does so after
 * some thousands of calls, in sim as on the wire, however fast the machine is.
 */
function slowdown(nth: number): number {
  return 1 + Math.max(0, nth - patience) / 100;
}

/** Far above what a task needs. */
const patience = 1000;
