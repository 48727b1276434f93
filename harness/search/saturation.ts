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
 * The schedules that find the easy bugs in few runs: with each fault, every first attempt and a total
 * outage; with the first fault, each point out and each two of them; then with each fault each point
 * out, an outage from the middle on, and recovery at the middle.
 */
export function saturations(
  crossings: readonly Crossing[],
  faults: readonly Fault[],
): readonly Saturation[] {
  const made = new Map<string, Saturation>();
  const add = (about: string, fault: Fault, plan: Plan) => {
    const key = keyOf(plan);
    const words = `${about}: ${faultKey(fault)}`;
    if (plan.length > 0 && !made.has(key)) made.set(key, { plan, about: words });
  };
  const points = pointsOf(crossings);
  const out = (fault: Fault, names: readonly string[], when: Strike['when'] = {}) =>
    points
      .filter((point) => names.includes(point.name) && canStrike(fault, point))
      .map(({ name }) => strikeAt(fault, name, when));
  const all = points.map(({ name }) => name);
  // An agent that dies at every call is not told from one that is never started.
  const usable = faults.filter(({ name }) => name !== 'crash');
  for (const fault of usable) {
    add('every first attempt', fault, firstAttempts(crossings, fault));
    add('everywhere, all the time', fault, out(fault, all));
  }
  for (const fault of usable.slice(0, 1)) {
    for (const name of all) add(`${name}, all the time`, fault, out(fault, [name]));
    for (const two of pairsOf(all))
      add(`${two.join(' and ')}, all the time`, fault, out(fault, two));
  }
  const middle = Math.ceil(crossings.length / 2);
  for (const fault of usable) {
    for (const name of all) add(`${name}, all the time`, fault, out(fault, [name]));
    add(`from call ${middle} of each point on`, fault, out(fault, all, { calls: [middle, 1_000] }));
    const until = { calls: [1, middle] } as const;
    if (middle > 1) add(`until call ${middle} of each point`, fault, out(fault, all, until));
  }
  return [...made.values()];
}

function pairsOf(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((one, index) => names.slice(index + 1).map((two) => [one, two] as const));
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
