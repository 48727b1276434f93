import { demand } from '../demand.ts';
import type { Estimate } from '../wilson.ts';

/** One level of a curve that is known. */
interface KnownPoint {
  readonly x: number;
  readonly y: Estimate;
}

/**
 * The area under a degradation curve, ∫y dx / (y0 · range) by the trapezoid rule: 1 where nothing is lost
 * over the range, 0 where all is. Its interval holds wherever a simultaneous band over the levels and `start`
 * does. Null where the start may be 0; an error for fewer than two levels. Source: the trapezoid rule, P. J.
 * Davis, P. Rabinowitz, Methods of Numerical Integration (1984), §2.1.
 */
export function areaUnderCurve(points: readonly KnownPoint[], start: Estimate): Estimate | null {
  demand(points.length >= 2, 'at least two levels', String(points.length));
  if (start.low <= 0) return null;
  const mean = (of: keyof Estimate) => meanHeight(points.map(({ x, y }) => [x, y[of]] as const));
  return {
    value: mean('value') / start.value,
    low: mean('low') / start.high,
    high: mean('high') / start.low,
  };
}

/** The area over the range, for levels in either order. */
function meanHeight(points: readonly (readonly [x: number, y: number])[]): number {
  let [area, range] = [0, 0];
  for (const [n, [x, y]] of points.entries()) {
    const [before, its] = points[n - 1] ?? [x, y];
    area += (Math.abs(x - before) * (y + its)) / 2;
    range += Math.abs(x - before);
  }
  return area / range;
}
