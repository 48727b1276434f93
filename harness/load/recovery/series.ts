import type { PhaseCount } from '../counts/fold.ts';
import type { WindowCount } from '../counts/window-count.ts';
import type { SeenWindow } from './good-window.ts';

/** Attempts for each request in the baseline, by point: what retries are compared with. */
export type UsualAttempts = ReadonlyMap<string, number>;

/** The attempts for each request over some phases, by point. */
export function usualAttempts(phases: readonly PhaseCount[]): UsualAttempts {
  const sums = new Map<string, { attempts: number; requests: number }>();
  for (const { points } of phases.flatMap(({ windows }) => windows)) {
    for (const [name, { attempts, requests }] of points) {
      const sum = sums.get(name) ?? { attempts: 0, requests: 0 };
      sums.set(name, { attempts: sum.attempts + attempts, requests: sum.requests + requests });
    }
  }
  return new Map(
    [...sums].map(([name, { attempts, requests }]) => [name, attempts / Math.max(1, requests)]),
  );
}

/**
 * The windows of a phase that recovery can be told from: whole ones, from `fromMs` on, up to the first whose
 * tasks have not all ended.
 */
export function seenWindows(
  { phase, windows }: PhaseCount,
  usual: UsualAttempts,
  fromMs = 0,
): readonly SeenWindow[] {
  const whole = windows.filter(
    (one) => one.offered > 0 && one.toMs <= phase.toMs && one.fromMs >= fromMs,
  );
  const open = whole.findIndex(({ ended, started }) => ended < started);
  return (open < 0 ? whole : whole.slice(0, open)).map((one) => ({
    fromMs: one.fromMs,
    toMs: one.toMs,
    offered: one.offered,
    right: one.asAsked,
    surelyRight: one.least.asAsked,
    p99Ms: one.response.at(0.99),
    amplification: amplificationOf(one, usual),
  }));
}

/** Attempts for each request in a window, over the same in the baseline, where they are most. */
export function amplificationOf(
  { points }: Pick<WindowCount, 'points'>,
  usual: UsualAttempts,
): number {
  const ratios = [...points].map(
    ([name, { attempts, requests }]) => attempts / Math.max(1, requests) / (usual.get(name) ?? 1),
  );
  return Math.max(1, ...ratios);
}
