import type { ProxyClock } from './clock.ts';

/** A clock that stands still until a test moves it. */
export interface HandClock extends ProxyClock {
  /** Lets `ms` pass, running what falls due at its exact time. */
  readonly pass: (ms: number) => void;
  /** Timers that are set. */
  readonly timers: () => number;
}

/** Starts at 0. Its timers run so much late. */
export function handClock(lateMs = 0): HandClock {
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
