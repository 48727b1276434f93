import { wilson } from '../../stats/wilson.ts';

/** A window, as recovery looks at it. */
export interface SeenWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offered: number;
  readonly right: number;
  /** Those that are right whatever is in doubt. */
  readonly surelyRight: number;
  readonly p99Ms: number;
  /** Attempts for each request at the point where they are most. */
  readonly amplification: number;
}

/** How things are without faults. */
export interface Normal {
  /** Whole windows of the baseline. */
  readonly windows: number;
  readonly goodput: number;
  /** The highest p99 of its windows: what one window comes to by chance. */
  readonly p99Ms: number;
  readonly amplification: number;
  /** A difference in latency that nobody minds (ms). */
  readonly slackMs: number;
}

/** What is normal, by the windows of a baseline. */
export function normalOf(windows: readonly SeenWindow[], slackMs: number): Normal {
  const sum = (of: (one: SeenWindow) => number) => windows.reduce((all, one) => all + of(one), 0);
  const most = (of: (one: SeenWindow) => number) => Math.max(0, ...windows.map(of));
  return {
    windows: windows.length,
    goodput:
      sum(({ right }) => right) /
      Math.max(
        1,
        sum(({ offered }) => offered),
      ),
    p99Ms: most(({ p99Ms }) => p99Ms),
    amplification: Math.max(
      1,
      most(({ amplification }) => amplification),
    ),
    slackMs,
  };
}

/**
 * Whether a window is as good as before: the lower bound of its goodput at most 0.05 below that of the
 * baseline, p99 at most 1.5 times as high, retries at most 1.1 times as many.
 */
export function isGood(window: SeenWindow, normal: Normal): boolean {
  const { low } = wilson(window.right, window.offered);
  return (
    low >= normal.goodput - 0.05 &&
    window.p99Ms <= Math.max(1.5 * normal.p99Ms, normal.p99Ms + normal.slackMs) &&
    window.amplification <= 1.1 * normal.amplification
  );
}

/** Good windows in a row that show a recovery. */
export const mustBeGood = 6;

/** The first window that begins so many good ones in a row; null where none does. */
export function firstRecovered(windows: readonly SeenWindow[], normal: Normal): SeenWindow | null {
  let run = 0;
  for (const [index, window] of windows.entries()) {
    run = isGood(window, normal) ? run + 1 : 0;
    if (run === mustBeGood) return windows[index - mustBeGood + 1] ?? null;
  }
  return null;
}
