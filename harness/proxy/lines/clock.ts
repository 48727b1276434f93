/** The clock of toxics, in milliseconds with fractions; tests use their own. */
export interface ProxyClock {
  readonly nowMs: () => number;
  /** Runs `run` once, after at least `ms`; returns a function that cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Like `after`, but exact to microseconds for `ms` below 1; keeps a processor busy. */
  readonly exactlyAfter: (ms: number, run: () => void) => () => void;
}

// Node runs a longer timer at once.
const longestMs = 2 ** 31 - 1;

/** The wall clock. */
export const realClock: ProxyClock = {
  nowMs: () => performance.now(),
  after,
  exactlyAfter: (ms, run) => (ms < 1 ? afterLessThanOne(ms, run) : after(ms, run)),
};

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, Math.min(Math.ceil(ms), longestMs));
  return () => clearTimeout(timer);
}

/**
 * Waits less than a millisecond by turns of the event loop, since Node's timers know whole
 * milliseconds.
 */
function afterLessThanOne(ms: number, run: () => void): () => void {
  const dueMs = performance.now() + ms;
  const turn = () => {
    if (performance.now() >= dueMs) run();
    else next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return () => clearImmediate(next);
}
