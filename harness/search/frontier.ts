import { canStrike } from '../../faults/menu.ts';
import type { Fault } from '../model/fault.ts';
import type { Plan } from '../model/plan.ts';
import type { Classes } from './classes.ts';
import type { Crossing, Observation } from './observation.ts';
import type { PruneRule } from '../model/exploration.ts';
import { futureOf, isAbsorbed } from './prune.ts';
import { pinned, siteOf } from './schedule.ts';

/** A schedule that was run, and may be extended by a fault after its last one. */
export interface Node {
  readonly observation: Observation;
  /** Index of the crossing that its last strike hit; -1 for the baseline. */
  readonly hit: number;
  readonly parent: Node | null;
  /** Its last fault, and where; null for the baseline. */
  readonly last: { readonly fault: Fault; readonly crossing: Crossing } | null;
  /** Its last fault left no mark on what comes after. */
  readonly isAbsorbed: boolean;
  /** Another fault at the same call had the same future: that node stands for this one. */
  readonly standIn: Node | null;
  /** Checks that this schedule or a part of it breaks already: nothing new can be said of them. */
  readonly broken: ReadonlySet<string>;
}

/** A schedule one fault longer than its parent. */
export interface Step {
  readonly plan: Plan;
  readonly parent: Node;
  readonly crossing: Crossing;
  readonly fault: Fault;
  /** Why it need not be run, or null. */
  readonly pruned: PruneRule | null;
}

/**
 * All steps from a node: each fault that applies, at each call strictly after its last hit. So each
 * set of faults is made once, and calls that exist only because of a fault are reached.
 */
export function expand(
  node: Node,
  faults: readonly Fault[],
  classes: Classes | null,
): readonly Step[] {
  const known = node.parent ? new Set(node.parent.observation.crossings.map(siteOf)) : null;
  const steps: Step[] = [];
  for (const crossing of node.observation.crossings.slice(node.hit + 1)) {
    // A call that the struck fault brought about is new: no rule says anything of it.
    const isNew = known !== null && !known.has(siteOf(crossing));
    for (const fault of faults) {
      if (!canStrike(fault, crossing)) continue;
      const stands = isNew ? null : classes?.representative(crossing, fault);
      const byKind = node.standIn !== null || stands != null;
      const byAbsorption = node.isAbsorbed && !isNew;
      steps.push({
        plan: [...node.observation.plan, pinned(fault, crossing)],
        parent: node,
        crossing,
        fault,
        pruned: classes === null ? null : byKind ? 'kinds' : byAbsorption ? 'absorbed' : null,
      });
    }
  }
  return steps;
}

/** The faults that break agents most often, and calls that change the world, come first. */
export function urgency({ crossing, fault }: Step): number {
  if (crossing.acts) return fault.name === 'lost-reply' ? 0 : 1;
  const isGarbage = /empty|garble|truncated|unknown|shape/.test(fault.name);
  return crossing.kind === 'model' && isGarbage ? 2 : 3;
}

/** The node that a step led to; null where its fault changed nothing. */
export function arrive(step: Step, observation: Observation): Node | null {
  const last = observation.plan.length - 1;
  const hit = observation.crossings.findIndex((crossing) => crossing.hits.includes(last));
  if (hit === -1) return null;
  const { parent, fault, crossing } = step;
  return {
    observation,
    hit,
    parent,
    last: { fault, crossing },
    isAbsorbed: isAbsorbed(observation, parent.observation, hit),
    standIn: null,
    broken: new Set([...parent.broken, ...observation.violations.map(({ check }) => check)]),
  };
}

/** The same nodes; those whose future another one at the same call has, too, know who stands in. */
export function standingIn(nodes: readonly Node[]): readonly Node[] {
  const first = new Map<Node | null, Map<string, Node>>();
  return nodes.map((node) => {
    const siblings = first.get(node.parent) ?? new Map<string, Node>();
    first.set(node.parent, siblings);
    const site = node.last ? siteOf(node.last.crossing) : '';
    const key = `${site} ${futureOf(node.observation, node.hit)}`;
    const standIn = siblings.get(key) ?? null;
    if (!standIn) siblings.set(key, node);
    return { ...node, standIn };
  });
}
