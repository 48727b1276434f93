import type { Curve, CurveLevel, CurveRun } from '../../model/load/curve.ts';
import type { Result } from '../../model/trace/verdict.ts';
import { levelBounds } from './level-bounds.ts';
import { areaUnderCurve } from '../../stats/curve/area-under-curve.ts';
import { kneeOf } from '../../stats/curve/knee.ts';
import { simultaneousBand } from '../../stats/curve/simultaneous-band.ts';

/** The loads of one level. */
export interface LevelRuns {
  readonly x: number;
  readonly runs: readonly CurveRun[];
}

/** What a sweep found. */
export interface Swept {
  readonly axis: Curve['axis'];
  readonly bound: Curve['bound'];
  /** Those that were made to their end. */
  readonly levels: readonly LevelRuns[];
}

/**
 * What a curve comes to: the band over its levels, its knee, the area under it, and whether goodput and all else meets its
 * bound over the whole range. Of a level of which one load says nothing, nothing is known.
 */
export function curveOf(
  swept: Swept,
): Pick<Curve, 'levels' | 'start' | 'knee' | 'audc' | 'result'> {
  const { axis, bound } = swept;
  const told = swept.levels.map((level) => ({ ...level, why: doubtOf(level, axis) }));
  const known = told.filter(({ why }) => why === null).map(({ runs }) => runs);
  const start = startOf(swept.levels[0]);
  const band = [...simultaneousBand([...known.map(counts), ...start])];
  const levels = told.map(({ x, runs, why }): CurveLevel => {
    const bounds = why === null ? levelBounds(runs) : [];
    return { x, goodput: why === null ? (band.shift() ?? null) : null, why, bounds, runs };
  });
  const before = start.length > 0 ? (band.shift() ?? null) : null;
  const points = levels.map(({ x, goodput }) => ({ x, y: goodput }));
  const knee = bound && kneeOf(points, bound.limit);
  const whole = points.flatMap(({ x, y }) => (y ? [{ x, y }] : []));
  const isWhole = whole.length === axis.values.length;
  return {
    levels,
    start: before,
    knee,
    audc: isWhole && before ? areaUnderCurve(whole, before) : null,
    result: resultOf(levels, { isWhole, bound, knee, last: axis.values.at(-1) ?? null }),
  };
}

/** Why nothing is known of a level; null where something is. */
function doubtOf({ x, runs }: LevelRuns, { strike }: Curve['axis']): string | null {
  const [doubt] = runs.flatMap(({ invalid, doubts }) => [...invalid, ...doubts]);
  if (doubt !== undefined) return doubt;
  if (runs.some(({ offered }) => offered === 0)) return 'no task was offered';
  // At 0 there is no fault.
  const isIdle = strike !== null && x !== 0 && runs.every(({ hits }) => hits === 0);
  return isIdle ? 'the fault never struck' : null;
}

/** The baselines of a level, where it has any. */
function startOf(level: LevelRuns | undefined): readonly (readonly Counts[])[] {
  const before = level?.runs.flatMap((run) => run.before ?? []) ?? [];
  const isKnown = before.length > 1 && before.every(({ offered }) => offered > 0);
  return isKnown ? [counts(before)] : [];
}

interface Counts {
  readonly part: number;
  readonly whole: number;
}

function counts(runs: readonly { offered: number; right: number }[]): readonly Counts[] {
  return runs.map(({ right, offered }) => ({ part: right, whole: offered }));
}

function resultOf(
  levels: readonly CurveLevel[],
  {
    isWhole,
    bound,
    knee,
    last,
  }: Pick<Curve, 'bound' | 'knee'> & { readonly isWhole: boolean; readonly last: number | null },
): Result {
  const isBad = levels.some(({ runs }) => runs.some(({ bad }) => bad > 0));
  const bounds = levels.flatMap((level) => level.bounds.map((one) => one.result));
  if (isBad || bounds.includes('fail') || (knee && knee.failsAt !== null)) return 'fail';
  const isTold = levels.every(({ runs }) => runs.every(({ undecided }) => undecided.length === 0));
  const holds = bounds.every((one) => one === 'pass');
  return isWhole && isTold && holds && (!bound || knee?.holdsAt === last) ? 'pass' : 'unknown';
}
