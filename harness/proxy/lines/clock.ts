/** The time that toxics go by, in milliseconds with fractions; another one in tests. */
export interface ProxyClock {
  readonly nowMs: () => number;
  /** Runs `run` once, not before `ms` have passed; the returned function calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** The same, to some microseconds where `ms` is below 1, at the cost of a processor. */
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

/** Node's timers know whole milliseconds; the event loop turns several times in one. */
function afterLessThanOne(ms: number, run: () => void): () => void {
  const dueMs = performance.now() + ms;
  const turn = () => {
    if (performance.now() >= dueMs) run();
    else next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return () => clearImmediate(next);
}
