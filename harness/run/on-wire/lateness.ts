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
  const gapMs = () => {
    const passedMs = Math.max(clocks.nowMs() - seen.nowMs, clocks.wallMs() - seen.wallMs);
    // Asked for each task: how much was worked costs a call of the system's.
    if (passedMs <= 2 * tickMs) return 0;
    const lateMs = passedMs - (clocks.workedMs() - seen.workedMs) - tickMs;
    return lateMs > tickMs ? lateMs : 0;
  };
  const stop = clocks.every(tickMs, () => {
    totalMs += gapMs();
    seen = look(clocks);
  });
  // A deadline that fires first after a gap asks before the tick has seen it.
  return { soFarMs: () => totalMs + gapMs(), close: stop };
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
