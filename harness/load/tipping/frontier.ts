import type { FrontierPoint, TippingTrial } from '../../model/load/tipping.ts';

/** Which faults may be tried. */
export interface FaultSpace {
  /** Depths, from mild to harsh. */
  readonly depths: readonly number[];
  /** The longest fault (ms). */
  readonly longestMs: number;
}

/** A fault that is to be tried. */
export type TriedFault = Pick<TippingTrial, 'x' | 'faultMs'>;

/** What tips and what does not are at most so far apart: a tenth of the fault, or 200 ms. */
const nearShare = 0.1;
const nearMs = 200;

/**
 * The fault that is to be tried next for the frontier; null where it is known. At each depth first the longest, or
 * the shortest that tips a milder depth; then halfway between what tips and what does not.
 */
export function nextFault(
  trials: readonly TippingTrial[],
  { depths, longestMs }: FaultSpace,
): TriedFault | null {
  let firstMs = longestMs;
  for (const x of depths) {
    const { tipsAtMs } = pointOf(trials, x);
    const tried = trials.filter((one) => one.x === x).map(({ faultMs }) => faultMs);
    const longest = [firstMs, longestMs].find((one) => !tried.includes(one));
    if (tipsAtMs === null && longest !== undefined) return { x, faultMs: longest };
    if (tipsAtMs === null) continue;
    const below = Math.max(0, ...tried.filter((one) => one < tipsAtMs));
    const faultMs = Math.round((below + tipsAtMs) / 200) * 100;
    const isNear = tipsAtMs - below <= Math.max(nearMs, nearShare * tipsAtMs);
    if (!isNear && faultMs > below && faultMs < tipsAtMs) return { x, faultMs };
    firstMs = tipsAtMs;
  }
  return null;
}

/** For how long the system bears the fault, by depth, of the depths that were tried. */
export function frontierOf(
  trials: readonly TippingTrial[],
  { depths }: FaultSpace,
): readonly FrontierPoint[] {
  const tried = depths.filter((depth) => trials.some(({ x }) => x === depth));
  return tried.map((x) => pointOf(trials, x));
}

/**
 * The point of a frontier whose fault is the least: by depth times length where a greater depth is harsher,
 * by length over depth where a smaller one is. Null where nothing tips.
 */
export function leastOf(frontier: readonly FrontierPoint[], isRising: boolean): TriedFault | null {
  const tipping = frontier.flatMap(({ x, tipsAtMs }) =>
    tipsAtMs === null ? [] : [{ x, faultMs: tipsAtMs }],
  );
  const size = ({ x, faultMs }: TriedFault) => (isRising ? faultMs * x : faultMs / x);
  return tipping.toSorted((a, b) => size(a) - size(b))[0] ?? null;
}

function pointOf(trials: readonly TippingTrial[], x: number): FrontierPoint {
  const of = (outcome: TippingTrial['outcome']) =>
    trials.filter((one) => one.x === x && one.outcome === outcome).map(({ faultMs }) => faultMs);
  const tips = of('tips');
  const tipsAtMs = tips.length > 0 ? Math.min(...tips) : null;
  const returns = of('returns').filter((one) => tipsAtMs === null || one < tipsAtMs);
  return { x, returnsAtMs: returns.length > 0 ? Math.max(...returns) : null, tipsAtMs };
}
