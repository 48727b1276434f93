/** The time that toxics go by, in milliseconds with fractions; another one in tests. */
export interface ProxyClock {
  readonly nowMs: () => number;
  /** Runs `run` once, not before `ms` have passed; the returned function calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

// Node runs a longer timer at once.
const longestMs = 2 ** 31 - 1;

/** The wall clock. */
export const realClock: ProxyClock = {
  nowMs: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(Math.ceil(ms), longestMs));
    return () => clearTimeout(timer);
  },
};
