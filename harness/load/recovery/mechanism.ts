import type { LoadHigh, LoadMechanism } from '../../model/load/load-strain.ts';
import type { PhaseCount } from '../counts/fold.ts';
import type { WindowCount } from '../counts/window-count.ts';
import type { SeenWindow } from './good-window.ts';

/** What a bad state may be kept up by, each over what it is in the baseline. */
export interface Strains {
  /** Attempts for each request, where they are most. */
  readonly retries: number;
  /** Requests for each task at a point, where they have grown most: what a cache had kept from it. */
  readonly requests: number;
  /** Calls a second, all points together. */
  readonly calls: number;
  /** Tasks open at once. */
  readonly open: number;
  /** Time that a task takes once begun, its median. */
  readonly service: number;
}

/**
 * What is high, likeliest cause first: retries and requests from 1.5 times as many, a pool that is pinned where twice as many
 * tasks are open and make less than half as many calls, service time from twice as long. Source: the sustaining effects of
 * L. Huang et al., Metastable Failures in the Wild, OSDI 2022, §2.
 */
export function highIn({ retries, requests, calls, open, service }: Strains): readonly LoadHigh[] {
  const isPinned = open > 2 && calls < 0.5;
  return [
    ...(retries > 1.5 ? [{ what: 'retries', times: retries } as const] : []),
    ...(requests > 1.5 ? [{ what: 'cache-misses', times: requests } as const] : []),
    ...(isPinned ? [{ what: 'pinned-pool', times: open } as const] : []),
    ...(service > 2 ? [{ what: 'service-time', times: service } as const] : []),
  ];
}

/** The first of what is high. */
export function mechanismOf(high: readonly LoadHigh[]): LoadMechanism {
  return high[0]?.what ?? 'unknown';
}

/** How the end of a phase differs from the baseline. */
export function strainsOf(
  before: PhaseCount,
  after: PhaseCount,
  seen: readonly SeenWindow[],
): Strains {
  const usual = before.windows.filter(isWhole(before));
  const now = after.windows.filter(isWhole(after)).slice(-tail);
  const ratio = (of: (windows: readonly WindowCount[]) => number) => over(of(now), of(usual));
  const names = [...new Set(now.flatMap(({ points }) => [...points.keys()]))];
  return {
    retries: seen.at(-1)?.amplification ?? 1,
    requests: Math.max(1, ...names.map((name) => ratio((its) => requestsPerTask(its, name)))),
    calls: ratio((its) => mean(its, callsIn)),
    open: ratio((its) => mean(its, ({ openMost }) => openMost)),
    service: over(after.service.at(0.5), before.service.at(0.5)),
  };
}

/** The last windows show what has settled. */
const tail = 5;

function isWhole({ phase }: PhaseCount) {
  return ({ offered, toMs }: WindowCount) => offered > 0 && toMs <= phase.toMs;
}

function requestsPerTask(windows: readonly WindowCount[], name: string): number {
  const requests = mean(windows, ({ points }) => points.get(name)?.requests ?? 0);
  return over(
    requests,
    mean(windows, ({ started }) => started),
  );
}

function callsIn({ points }: WindowCount): number {
  return [...points.values()].reduce((sum, { attempts }) => sum + attempts, 0);
}

function mean(windows: readonly WindowCount[], of: (window: WindowCount) => number): number {
  return windows.reduce((sum, one) => sum + of(one), 0) / Math.max(1, windows.length);
}

/** 1 where there is nothing to compare with. */
function over(now: number, usual: number): number {
  return usual > 0 ? now / usual : 1;
}
