import type { Plan } from '../../model/fault/plan.ts';
import type { TippingTrial } from '../../model/load/tipping.ts';
import type { Axis } from '../curves/axis.ts';
import type { TriedFault } from './frontier.ts';

/** A fault with the plan that it is part of. */
export interface PlannedFault extends TriedFault {
  readonly plan: Plan;
}

/** Tries a planned fault; null where it was stopped. */
export type FaultTrial = (fault: PlannedFault) => Promise<TippingTrial | null>;

/** Depths of what tips and of what does not are at most so far apart, as a share of the harsher. */
const nearShare = 0.05;

/**
 * The smallest fault that still tips a system, from one that does: other strikes of the plan are left out where they
 * are not needed, then its depth is halved toward `milder`, at the same length.
 */
export async function shrunkFault(
  least: TriedFault,
  {
    axis,
    milder,
    trial,
  }: { readonly axis: Axis; readonly milder: number | null; readonly trial: FaultTrial },
): Promise<PlannedFault> {
  const without = await withoutOthers(least, axis, trial);
  const planned = (x: number): PlannedFault => ({ x, faultMs: least.faultMs, plan: without(x) });
  let [tips, holds] = [least.x, milder ?? least.x];
  while (Math.abs(tips - holds) > Math.abs(tips) * nearShare) {
    const x = axis.isWhole
      ? Math.round((tips + holds) / 2)
      : Number(((tips + holds) / 2).toPrecision(3));
    if (x === tips || x === holds) break;
    const its = await trial(planned(x));
    if (!its) break;
    if (its.outcome === 'tips') tips = x;
    else holds = x;
  }
  return planned(tips);
}

/** The plan by depth, without the strikes that are not needed to tip the system. */
async function withoutOthers(
  { x, faultMs }: TriedFault,
  axis: Axis,
  trial: FaultTrial,
): Promise<(x: number) => Plan> {
  let left = axis.at(x).plan.map((_, n) => n);
  const planOf = (its: readonly number[]) => (depth: number) =>
    axis.at(depth).plan.filter((_, n) => its.includes(n));
  for (const strike of left.filter((n) => n !== axis.strike)) {
    const fewer = left.filter((n) => n !== strike);
    const its = await trial({ x, faultMs, plan: planOf(fewer)(x) });
    if (!its) break;
    if (its.outcome === 'tips') left = fewer;
  }
  return planOf(left);
}
