import type { PhaseCount } from '../counts/fold.ts';
import type { Capacity } from '../../model/point.ts';
import { drainSeconds, vulnerabilityMargin } from '../../stats/queue-drain.ts';
import { amplificationOf, type UsualAttempts } from './series.ts';

/** The points of a run as queues: what they can do, and how many calls they have not done with. */
export interface Queues {
  readonly names: readonly string[];
  readonly inFlight: (point: string) => number;
  readonly capacity: (point: string) => Capacity | undefined;
}

/** What the queues promise. */
export interface QueueForecast {
  /** How long they take to drain by themselves (ms); null where they never do, or no capacity is known. */
  readonly drainMs: number | null;
  /** The least margin of any point; null where no capacity is known. */
  readonly margin: number | null;
}

/** Calls in flight at each point. */
export function lengths({ names, inFlight }: Queues): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [name, inFlight(name)]));
}

/**
 * How long the queues take to drain from `at` on, at the rate of the baseline and with as many retries as
 * in the last window of the fault phase; and the margin with as many as there were at worst.
 */
export function forecast(
  queues: Queues,
  at: ReadonlyMap<string, number>,
  {
    before,
    during,
    after,
    usual,
  }: {
    readonly before: PhaseCount;
    readonly during: PhaseCount;
    readonly after: PhaseCount;
    readonly usual: UsualAttempts;
  },
): QueueForecast {
  const seconds = (before.phase.toMs - before.phase.fromMs) / 1000;
  const last = during.windows.at(-1);
  const known = queues.names.flatMap((name) => {
    const its = queues.capacity(name);
    if (!its) return [];
    const only = (points: NonNullable<typeof last>['points']) => {
      const point = points.get(name);
      return amplificationOf({ points: new Map(point ? [[name, point]] : []) }, usual);
    };
    const requests = before.windows.reduce(
      (sum, { points }) => sum + (points.get(name)?.requests ?? 0),
      0,
    );
    const load = { capacity: (its.workers * 1000) / its.serviceMs, rate: requests / seconds };
    // Calls made while the load drains have no tasks of their own.
    const struck = [...during.windows, ...after.windows].filter(({ offered }) => offered > 0);
    const worst = Math.max(1, ...struck.map(({ points }) => only(points)));
    const now = last ? only(last.points) : 1;
    const drain = drainSeconds({ ...load, queue: at.get(name) ?? 0, amplification: now });
    return [{ drain, margin: vulnerabilityMargin({ ...load, amplification: worst }) }];
  });
  if (known.length === 0) return { drainMs: null, margin: null };
  const drains = known.map(({ drain }) => drain);
  const longest = drains.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)));
  return {
    drainMs: longest === null ? null : Math.round(longest * 1000),
    margin: Math.min(...known.map(({ margin }) => margin)),
  };
}
