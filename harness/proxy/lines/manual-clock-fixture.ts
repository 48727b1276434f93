import type { ProxyClock } from './clock.ts';

/** A clock that a test moves by hand. */
export interface ManualClock extends ProxyClock {
  /** Advances the clock by `ms`; timers run at their exact time. */
  readonly pass: (ms: number) => void;
  /** The number of pending timers. */
  readonly timers: () => number;
}

/** Makes a clock at 0, whose timers fire `lateMs` late. */
export function manualClock(lateMs = 0): ManualClock {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const nextBy = (endMs: number) => {
    const due = [...timers].filter(({ atMs }) => atMs <= endMs);
    return due.toSorted((a, b) => a.atMs - b.atMs)[0];
  };
  const after: ProxyClock['after'] = (ms, run) => {
    const timer = { atMs: nowMs + Math.max(0, ms) + lateMs, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    nowMs: () => nowMs,
    after,
    exactlyAfter: after,
    pass: (ms) => {
      const endMs = nowMs + ms;
      for (let timer = nextBy(endMs); timer; timer = nextBy(endMs)) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.run();
      }
      nowMs = endMs;
    },
    timers: () => timers.size,
  };
}
