import type { Estimate } from '../wilson.ts';

/** One level of a curve: what was varied, and what it came to; null where that is not known. */
export interface CurvePoint {
  readonly x: number;
  readonly y: Estimate | null;
}

/** Where a curve leaves what it should hold. */
export interface Knee {
  /** The last level up to which the lower band meets the limit at every level; null where the first does not. */
  readonly holdsAt: number | null;
  /** The first level whose upper band is under the limit; null where none is. */
  readonly failsAt: number | null;
}

/**
 * The knee of a curve whose levels go from mild to harsh: the largest x whose lower band, and that of all
 * milder ones, is at least `limit`. A level that is not known ends it. Source: the one-sided reading of a
 * simultaneous band, as in closed testing down a dose order, W. Y. Tamhane, Y. Hochberg, C. W. Dunnett, Biometrics 52 (1996) 21–37.
 */
export function kneeOf(points: readonly CurvePoint[], limit: number): Knee {
  const stop = points.findIndex(({ y }) => y === null || y.low < limit);
  const held = stop < 0 ? points : points.slice(0, stop);
  const failed = points.find(({ y }) => y !== null && y.high < limit);
  return { holdsAt: held.at(-1)?.x ?? null, failsAt: failed?.x ?? null };
}
