import type { Safeguards } from './safeguards.ts';

/** Stands between the assistant and one tool: lets calls through, or fails them at once. */
export interface Breaker {
  /** Runs `work`, or throws `BreakerOpen` without running it. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Thrown in place of a call to a tool that has failed too often of late. */
export class BreakerOpen extends Error {
  constructor() {
    super('the circuit breaker is open');
    this.name = 'BreakerOpen';
  }
}

/** Of so many calls: a rate, since a lucky 200 in between must not start the count over. */
const windowSize = 5;
/** Failures within the window that open a breaker. */
export const mostFailures = 3;

/** How long an open breaker waits before it tries the tool again. */
export const resetMs = 1000;

/** A breaker, closed. After `resetMs` open, one call probes the tool; its outcome decides. */
export function breaker(safeguards: Safeguards): Breaker {
  let recent: boolean[] = [];
  let reopensAt = 0;
  let isOpen = false;
  let probe: Promise<unknown> | undefined;

  function note(ok: boolean): void {
    recent = [...recent, ok].slice(-windowSize);
    if (ok && isOpen) recent = [];
    const failures = recent.filter((fine) => !fine).length;
    isOpen = !ok && (isOpen || failures >= mostFailures);
    if (isOpen) reopensAt = safeguards.probesAgain ? performance.now() + resetMs : Infinity;
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      const value = await work();
      note(true);
      return value;
    } catch (error) {
      note(false);
      throw error;
    }
  }

  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (!safeguards.breaksCircuit) return work();
    if (probe && safeguards.probesOnce) await probe;
    if (!isOpen) return attempt(work);
    if (performance.now() < reopensAt) throw new BreakerOpen();
    if (probe && safeguards.probesOnce) return run(work);
    const result = attempt(work);
    probe = result.catch(() => undefined).finally(() => (probe = undefined));
    return result;
  }

  return { run };
}
