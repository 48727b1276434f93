import { wallNowMs } from '../../model/clock.ts';

/** How long this process, which plays the tools and keeps the time, could not do so. */
export interface Lateness {
  /** In all since it was opened (ms). */
  readonly soFarMs: () => number;
  readonly close: () => void;
}

/** Clocks to tell it by (ms), and a way to be called again and again. */
export interface LatenessClocks {
  /** Stands still while the machine is suspended. */
  readonly nowMs: () => number;
  /** Does not. */
  readonly wallMs: () => number;
  /** Processor time that this process has used. */
  readonly workedMs: () => number;
  readonly every: (ms: number, tick: () => void) => () => void;
}

const tickMs = 100;

/**
 * Watches how late a timer comes: where this process was stopped, suspended or starved, deadlines
 * passed that the agent could not meet. What it worked itself in that time is not counted, for that
 * is an agent in this process that does not yield.
 */
export function lateness(clocks: LatenessClocks = realClocks): Lateness {
  let seen = look(clocks);
  let totalMs = 0;
  const gap = () => {
    const now = look(clocks);
    const passedMs = Math.max(now.nowMs - seen.nowMs, now.wallMs - seen.wallMs);
    const lateMs = passedMs - (now.workedMs - seen.workedMs) - tickMs;
    return { now, lateMs: lateMs > tickMs ? lateMs : 0 };
  };
  const stop = clocks.every(tickMs, () => {
    const { now, lateMs } = gap();
    totalMs += lateMs;
    seen = now;
  });
  // A deadline that fires first after a gap asks before the tick has seen it.
  return { soFarMs: () => totalMs + gap().lateMs, close: stop };
}

/** How late the harness may be while a task is under way (ms) before its end shows nothing. */
export function mostLateMs(deadlineMs: number): number {
  return Math.max(500, deadlineMs / 10);
}

function look({ nowMs, wallMs, workedMs }: LatenessClocks) {
  return { nowMs: nowMs(), wallMs: wallMs(), workedMs: workedMs() };
}

const realClocks: LatenessClocks = {
  nowMs: () => performance.now(),
  wallMs: wallNowMs,
  workedMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  every: (ms, tick) => {
    const timer = setInterval(tick, ms).unref();
    return () => clearInterval(timer);
  },
};
