import type { SuiteResults } from './results.ts';

/** Writes reports of what is done so far, so that a command that is killed leaves them. */
export interface Checkpoints {
  /** Writes, where the last time is long enough ago; does not wait for it. */
  readonly pass: (soFar: () => Promise<SuiteResults>) => void;
  /** Waits for what is being written, and writes no more. */
  readonly end: () => Promise<void>;
}

/** The least time between two of them (ms), and how many times longer it is than writing one took. */
const leastMs = 5_000;
const share = 20;

/** Checkpoints that `write` writes; the first at once. */
export function checkpoints(write: (results: SuiteResults) => Promise<unknown>): Checkpoints {
  let dueMs = 0;
  let writing: Promise<void> | null = null;
  let hasEnded = false;

  async function one(soFar: () => Promise<SuiteResults>): Promise<void> {
    const sinceMs = performance.now();
    // What keeps it from being written keeps the reports at the end, too, and is told then.
    await soFar()
      .then((results) => (hasEnded ? null : write(results)))
      .catch(() => {});
    const now = performance.now();
    dueMs = now + Math.max(leastMs, (now - sinceMs) * share);
    writing = null;
  }

  return {
    pass: (soFar) => {
      if (!hasEnded && writing === null && performance.now() >= dueMs) writing = one(soFar);
    },
    end: async () => {
      hasEnded = true;
      await writing;
    },
  };
}
