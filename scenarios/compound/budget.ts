import { setTimeout as sleep } from 'node:timers/promises';
import type { StageName } from './draft.ts';
import type { Safeguards } from './safeguards.ts';

/** What callers are promised: an answer, or a word that there is none, within this time (ms). */
export const sloMs = 2700;

/** When the pipeline means to be done (ms): the rest is for the way back to the caller. */
export const deadlineMs = 2500;

/** A stage that had no time left to be called. */
class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** A stage that turned the call down; asking again would not help. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The time that is left to a request. */
export interface Budget {
  readonly endsAtMs: number;
  readonly signal: AbortSignal;
  readonly safeguards: Safeguards;
}

interface Share {
  /** For one attempt. */
  readonly timeoutMs: number;
  /** What the stages after it need. */
  readonly reserveMs: number;
  readonly attempts: number;
}

const shares: Readonly<Record<StageName | 'progress', Share>> = {
  retrieve: { timeoutMs: 600, reserveMs: 800, attempts: 2 },
  rerank: { timeoutMs: 600, reserveMs: 800, attempts: 2 },
  generate: { timeoutMs: 1200, reserveMs: 400, attempts: 2 },
  verify: { timeoutMs: 600, reserveMs: 200, attempts: 1 },
  cite: { timeoutMs: 600, reserveMs: 0, attempts: 2 },
  progress: { timeoutMs: 300, reserveMs: 0, attempts: 1 },
};

const backoffMs = 25;
/** The timeout of a stage that knows nothing of the others. */
const ownTimeoutMs = 1500;

/**
 * Runs a stage's call in the time it has; what fails is tried again as often as its share says. Throws
 * the last error, or `OutOfTime`.
 */
export async function inTime<T>(
  stage: StageName | 'progress',
  budget: Budget,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = budget;
  for (let attempt = 1; ; attempt += 1) {
    const limit = AbortSignal.timeout(timeFor(stage, budget));
    try {
      return await call(AbortSignal.any([signal, limit]));
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === shares[stage].attempts || error instanceof Refused) throw error;
      await sleep(backoffMs * (1 + Math.random()), undefined, { signal });
    }
  }
}

function timeFor(stage: StageName | 'progress', { endsAtMs, safeguards }: Budget): number {
  if (!safeguards.sharesDeadline) return ownTimeoutMs;
  const { timeoutMs, reserveMs } = shares[stage];
  const leftMs = Math.floor(endsAtMs - performance.now()) - reserveMs;
  if (leftMs <= 0) throw new OutOfTime(`no time left to ${stage}`);
  return Math.min(timeoutMs, leftMs);
}
