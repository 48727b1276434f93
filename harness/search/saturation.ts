import type { Fault } from '../model/fault.ts';
import type { Plan, Strike } from '../model/plan.ts';
import { canStrike } from '../../faults/menu.ts';
import type { Crossing } from './observation.ts';
import { faultKey, keyOf } from './schedule.ts';

/** A schedule of many strikes at once, and why it is tried. */
export interface Saturation {
  readonly plan: Plan;
  /** In words: `every first attempt: hang`. */
  readonly about: string;
}

/**
 * The schedules that find the easy bugs in some twenty runs: with each fault, every first attempt,
 * a total outage, each point out, an outage from the middle on, and recovery at the middle.
 */
export function saturations(
  crossings: readonly Crossing[],
  faults: readonly Fault[],
): readonly Saturation[] {
  const made = new Map<string, Saturation>();
  const add = (about: string, plan: Plan) => {
    const key = keyOf(plan);
    if (plan.length > 0 && !made.has(key)) made.set(key, { plan, about });
  };
  const points = pointsOf(crossings);
  const middle = Math.ceil(crossings.length / 2);
  for (const fault of faults) {
    // An agent that dies at every call is not told from one that is never started.
    if (fault.name === 'crash') continue;
    const fits = points.filter((point) => canStrike(fault, point));
    const all = (when: Strike['when']) => fits.map(({ name }) => strikeAt(fault, name, when));
    const word = faultKey(fault);
    add(`every first attempt: ${word}`, firstAttempts(crossings, fault));
    add(`everywhere, all the time: ${word}`, all({}));
    for (const { name } of fits) add(`${name}, all the time: ${word}`, [strikeAt(fault, name, {})]);
    add(`from call ${middle} of each point on: ${word}`, all({ calls: [middle, 1_000] }));
    if (middle > 1) add(`until call ${middle} of each point: ${word}`, all({ calls: [1, middle] }));
  }
  return [...made.values()];
}

function pointsOf(crossings: readonly Crossing[]) {
  const points = new Map<string, { name: string; kind: Crossing['kind']; acts: boolean }>();
  for (const { point, kind, acts } of crossings) {
    const known = points.get(point);
    points.set(point, { name: point, kind, acts: acts || (known?.acts ?? false) });
  }
  return [...points.values()];
}

function firstAttempts(crossings: readonly Crossing[], fault: Fault): Plan {
  return crossings
    .filter((crossing) => crossing.attempt === 1 && canStrike(fault, crossing))
    .map(({ point, op, task }) => strikeAt(fault, point, { site: { op, attempt: 1 }, task }));
}

function strikeAt({ name, params }: Fault, at: string, when: Strike['when']): Strike {
  return { fault: { name, params }, at, when };
}
