import type { Plan } from '../../model/fault/plan.ts';
import { strikeKey } from '../schedule.ts';

/** Collects the schedules that broke a check and tells which strikes are to blame. */
export interface Breaking {
  /** Notes a schedule, if each of its strikes is pinned: an outage is no fault at one call. */
  readonly add: (check: string, plan: Plan) => void;
  /** Keys of the strikes of those schedules of which no part broke the same check by itself. */
  readonly toBlame: () => ReadonlySet<string>;
}

/** Longer schedules are dense ones or outages: no level goes so deep. */
const longest = 6;

/** An empty collection of breaking schedules. */
export function breaking(): Breaking {
  const known = new Map<string, { readonly check: string; readonly keys: readonly string[] }>();
  const nameOf = (check: string, keys: readonly string[]) => JSON.stringify([check, ...keys]);
  return {
    add: (check, plan) => {
      if (plan.length > longest || plan.some(({ when }) => !when.site || !when.task)) return;
      const keys = plan.map(strikeKey).toSorted();
      known.set(nameOf(check, keys), { check, keys });
    },
    toBlame: () => {
      const minimal = [...known.values()].filter(
        ({ check, keys }) => !partsOf(keys).some((part) => known.has(nameOf(check, part))),
      );
      return new Set(minimal.flatMap(({ keys }) => keys));
    },
  };
}

/** All parts of a list but itself, in order. */
function partsOf(list: readonly string[]): readonly (readonly string[])[] {
  const all = 2 ** list.length - 1;
  return Array.from({ length: all }, (_, mask) => list.filter((__, n) => (mask >> n) & 1));
}
