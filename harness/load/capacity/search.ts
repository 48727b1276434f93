import type { CapacityTrial } from '../../model/load/capacity.ts';

/** Where a search begins, and how far it goes. */
export interface SearchLimits {
  /** The first rate that is tried. */
  readonly from: number;
  /** The lowest that is tried: with less there are too few tasks to say anything. */
  readonly least: number;
  /** The two rates of the answer are at most so many times apart. */
  readonly precision: number;
}

/** The rates between which the answer lies. */
export interface RateBounds {
  /** The highest rate that holds, under the lowest that fails; null where none does. */
  readonly holdsAt: number | null;
  /** The lowest rate that fails; null where none does. */
  readonly failsAt: number | null;
}

/** So many times the rate is doubled, or halved, at most. */
const mostSteps = 6;

/**
 * The rates that are to be tried, one after another, each chosen by what those before came to: doubled until one
 * does not hold (or halved until one does), then halfway between, by ratio, until what holds and what fails are near enough. What is not
 * known moves neither: both ends are looked for apart.
 */
export function nextRate(trials: readonly CapacityTrial[], limits: SearchLimits): number | null {
  const { from, least, precision } = limits;
  const [first] = trials;
  if (!first) return from;
  const rates = trials.map(({ rate }) => rate);
  const [lowest, highest] = [Math.min(...rates), Math.max(...rates)];
  const { holdsAt, failsAt } = boundsOf(trials);
  const isLimited = trials.some(({ invalid }) => invalid.length > 0);
  if (holdsAt === null) return lowest / 2 >= least ? three(lowest / 2) : null;
  if (failsAt === null && !isLimited && highest < from * 2 ** mostSteps) return three(highest * 2);
  const above = rates.filter((rate) => rate > holdsAt);
  const notHeld = Math.min(...above);
  const notFailed = Math.max(...rates.filter((rate) => rate < (failsAt ?? 0)));
  return (
    between(holdsAt, notHeld, precision) ??
    (failsAt === null ? null : between(notFailed, failsAt, precision))
  );
}

/** What holds and what fails, of what was tried. */
export function boundsOf(trials: readonly CapacityTrial[]): RateBounds {
  const of = (result: CapacityTrial['result']) =>
    trials.filter((one) => one.result === result).map(({ rate }) => rate);
  const failed = of('fail');
  const failsAt = failed.length > 0 ? Math.min(...failed) : null;
  const held = of('pass').filter((rate) => failsAt === null || rate < failsAt);
  return { holdsAt: held.length > 0 ? Math.max(...held) : null, failsAt };
}

/** The rate halfway between two, by ratio; null where they are near enough. */
function between(low: number, high: number, precision: number): number | null {
  if (!Number.isFinite(high) || high / low <= precision) return null;
  const middle = three(Math.sqrt(low * high));
  return middle > low && middle < high ? middle : null;
}

/** To three digits, as people write rates. */
function three(rate: number): number {
  return Number(rate.toPrecision(3));
}
