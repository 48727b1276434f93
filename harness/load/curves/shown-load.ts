import type { CurveRun } from '../../model/load/curve.ts';
import { levelBounds } from './level-bounds.ts';
import type { LoadReport } from '../../model/load/load-report.ts';

/** Keeps one load of a sweep, while it is made. */
export interface ShownLoad {
  /** Takes a load of the level that is being made. */
  readonly take: (report: LoadReport, run: CurveRun) => void;
  /** Ends that level. */
  readonly nextLevel: () => void;
  /** The load that is kept; null where every level is as it should be. */
  readonly report: () => LoadReport | null;
}

/** The load that shows what is wrong: the worst one of the mildest level that misses `limit` or another bound, or has a task that ended as none may. */
export function shownLoad(limit: number | null): ShownLoad {
  let level: { readonly report: LoadReport; readonly run: CurveRun }[] = [];
  let runs: CurveRun[] = [];
  let shown: LoadReport | null = null;
  return {
    take: (report, run) => {
      if (shown) return;
      runs.push(run);
      // The others are let go: each holds the traces of tasks.
      level = [...level, { report, run }].toSorted((a, b) => order(a.run, b.run)).slice(0, 1);
    },
    nextLevel: () => {
      if (!shown && isShort(runs, limit)) shown = level[0]?.report ?? null;
      level = [];
      runs = [];
    },
    report: () => shown,
  };
}

/** The worst first. */
function order(a: CurveRun, b: CurveRun): number {
  return b.bad - a.bad || failsIn(b) - failsIn(a) || a.right / a.offered - b.right / b.offered;
}

function failsIn({ bounds }: CurveRun): number {
  return bounds.filter(({ result }) => result === 'fail').length;
}

function isShort(runs: readonly CurveRun[], limit: number | null): boolean {
  if (runs.some(({ bad }) => bad > 0)) return true;
  if (levelBounds(runs).some(({ result }) => result === 'fail')) return true;
  if (limit === null || runs.some(({ invalid, doubts }) => invalid.length + doubts.length > 0))
    return false;
  const sum = (of: 'right' | 'offered') => runs.reduce((all, run) => all + run[of], 0);
  return sum('right') < limit * sum('offered');
}
