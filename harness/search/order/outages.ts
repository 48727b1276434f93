import { isDeadly, type Fault } from '../../model/fault/fault.ts';
import type { Plan, Strike } from '../../model/fault/plan.ts';
import { canStrike } from '../../plans/can-strike.ts';
import type { Crossing } from '../observe/observation.ts';
import type { Node } from '../node.ts';
import { runThrough } from '../explore/run-through.ts';
import { faultKey, keyOf } from '../schedule.ts';
import { see } from '../explore/see.ts';
import type { Search } from '../explore/search-state.ts';

/** A schedule of many strikes at once, and why it is tried. */
export interface OutageSchedule {
  readonly plan: Plan;
  /** In words: `every first attempt: hang`. */
  readonly about: string;
}

/**
 * The outages of a run with these calls: for each fault every first attempt and a total outage; then an
 * outage of each point, one from the middle on and one up to the middle.
 */
export function outages(
  crossings: readonly Crossing[],
  faults: readonly Fault[],
): readonly OutageSchedule[] {
  const made = new Map<string, OutageSchedule>();
  const add = (about: string, fault: Fault, plan: Plan) => {
    const key = keyOf(plan);
    const words = `${about}: ${faultKey(fault)}`;
    if (plan.length > 0 && !made.has(key)) made.set(key, { plan, about: words });
  };
  const points = pointsOf(crossings);
  const out = (fault: Fault, when: Strike['when'] = {}) => outOf(points, fault, when);
  const usable = faults.filter((fault) => !isDeadly(fault));
  for (const fault of usable) {
    add('every first attempt', fault, firstAttempts(crossings, fault));
    add('everywhere, all the time', fault, out(fault));
  }
  const middle = Math.ceil(crossings.length / 2);
  for (const fault of usable) {
    for (const point of points)
      add(`${point.name}, all the time`, fault, outOf([point], fault, {}));
    add(`from call ${middle} of each point on`, fault, out(fault, { calls: [middle, 1_000] }));
    const until = { calls: [1, middle] } as const;
    if (middle > 1) add(`until call ${middle} of each point`, fault, out(fault, until));
  }
  return [...made.values()];
}

/** Runs the outages that have not been run yet. */
export async function runOutages(
  search: Search,
  root: Node,
  plans: readonly OutageSchedule[],
): Promise<void> {
  const due = plans.filter(({ plan }) => !search.early.has(keyOf(plan)));
  await runThrough(search, 0, due, (observation, { about, plan }) => {
    search.early.set(keyOf(plan), observation);
    return see(search, observation, about, root.broken);
  });
}

function outOf(points: readonly Place[], fault: Fault, when: Strike['when']): Plan {
  return points
    .filter((point) => canStrike(fault, point))
    .map(({ name }) => strikeAt(fault, name, when));
}

/** A point as the calls show it. */
interface Place {
  readonly name: string;
  readonly has: Crossing['has'];
  readonly acts: boolean;
}

function pointsOf(crossings: readonly Crossing[]): readonly Place[] {
  const points = new Map<string, Place>();
  for (const { point, has, acts } of crossings) {
    const known = points.get(point);
    points.set(point, { name: point, has, acts: acts || (known?.acts ?? false) });
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
