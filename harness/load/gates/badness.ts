import { judgedIn } from '../counts/check-count.ts';
import { tasksIn, type WindowCount } from '../counts/window-count.ts';
import type { Clause } from './slo.ts';

/** What a bound on a share counts in a window, and the share of it that may be bad. */
export interface Badness {
  readonly bad: (window: WindowCount) => number;
  /** Those that may be bad, and may be not. */
  readonly doubt: (window: WindowCount) => number;
  readonly total: (window: WindowCount) => number;
  readonly limit: number;
}

/** What counts against a bound. */
export function badness({ metric, limit }: Clause): Badness {
  const ofTasks = { total: tasksIn, doubt: () => 0, limit };
  switch (metric.kind) {
    case 'goodput':
      return {
        ...ofTasks,
        bad: (window) => tasksIn(window) - window.most.right,
        doubt: ({ least, most }) => most.right - least.right,
        limit: 1 - limit,
      };
    // p99 is at most 2 s where at most 1 % take longer: a share, so its neighbours may go together.
    case 'quantile':
      return {
        ...ofTasks,
        bad: (window) => tasksIn(window) - (window.within.get(limit) ?? 0),
        limit: 1 - metric.q,
      };
    case 'share': {
      const { of } = metric;
      if (of === 'dropped') return { ...ofTasks, bad: ({ dropped }) => dropped };
      return {
        ...ofTasks,
        bad: ({ least }) => least.outcomes[of],
        doubt: ({ least, most }) => most.outcomes[of] - least.outcomes[of],
      };
    }
    case 'stream': {
      const { of, q } = metric;
      const over = ({ streams }: WindowCount) => streams[of].over.get(limit) ?? 0;
      const within = ({ streams }: WindowCount) => streams[of].within.get(limit) ?? 0;
      const total = (window: WindowCount) => over(window) + within(window);
      return { bad: over, doubt: () => 0, total, limit: 1 - q };
    }
    case 'check': {
      const { of } = metric;
      return {
        bad: ({ checks }) => checks.get(of)?.failed ?? 0,
        doubt: ({ checks }) => checks.get(of)?.unknown ?? 0,
        total: ({ checks }) => {
          const its = checks.get(of);
          return its ? judgedIn(its) : 0;
        },
        limit,
      };
    }
    default:
      throw new Error(`no share is called ${metric.kind}`);
  }
}
