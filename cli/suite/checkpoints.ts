import type { SuiteResults } from './results.ts';

/** Writes reports while a suite runs, so that a killed command leaves them. */
export interface Checkpoints {
  /** Starts to write if the last report is old enough; does not wait. */
  readonly pass: (soFar: () => Promise<SuiteResults>) => void;
  /** Waits for the report being written, and writes no further one. */
  readonly end: () => Promise<void>;
}

/**
 * The least time between two reports (ms), and its least multiple of the time that writing one
 * took.
 */
const leastMs = 5_000;
const share = 20;

/** Makes checkpoints that call `write`; the first one is written at once. */
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
