import { canStrike } from '../../plans/can-strike.ts';
import type { Fault } from '../../model/fault/fault.ts';
import { rankOf } from '../../model/trace/worst-outcome.ts';
import type { Broken, Node, Step } from '../node.ts';
import type { Observation } from '../observe/observation.ts';
import type { Equivalences } from '../prune/equivalences.ts';
import { continuationOf } from '../prune/continuation.ts';
import { isAbsorbed, isCostly } from '../prune/absorption.ts';
import { repeatsOf } from '../prune/repeats.ts';
import { ruleFor } from '../prune/rules.ts';
import { aimOf, pinned, siteOf } from '../schedule.ts';

/** The root: the node of the schedule without faults. */
export function rootOf(observation: Observation): Node {
  return {
    observation,
    hit: -1,
    parent: null,
    last: null,
    isAbsorbed: false,
    repeats: new Map(),
    isCostly: false,
    standIn: null,
    broken: brokenBy(observation),
  };
}

/**
 * All steps from a node: each fault that applies, at each call strictly after its last hit. Each set of
 * faults is made once, and calls that only a fault brings about are reached.
 */
export function expand(
  node: Node,
  faults: readonly Fault[],
  equivalences: Equivalences | null,
): readonly Step[] {
  const known = node.parent ? new Set(node.parent.observation.crossings.map(siteOf)) : null;
  const steps: Step[] = [];
  for (const crossing of node.observation.crossings.slice(node.hit + 1)) {
    const isNew = known !== null && !known.has(siteOf(crossing));
    for (const fault of faults) {
      if (!canStrike(fault, crossing)) continue;
      const plan = [...node.observation.plan, pinned(fault, crossing)];
      const step = { plan, parent: node, crossing, fault, isNew };
      steps.push({ ...step, pruned: equivalences && ruleFor(step, equivalences) });
    }
  }
  return steps;
}

/** The node that a step led to; null if its fault changed nothing. */
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
    repeats:
      observation.crossings[hit]?.effect === 'crash'
        ? repeatsOf(observation, parent.observation, hit)
        : new Map(),
    isCostly: isCostly(observation, parent.observation),
    standIn: null,
    broken: brokenBy(observation, parent.broken),
  };
}

/** The checks that a run breaks, with those that were broken before. */
function brokenBy({ violations }: Observation, before: Broken = new Map()): Broken {
  const broken = new Map(before);
  for (const { check, outcome } of violations) {
    broken.set(check, Math.max(rankOf(outcome), broken.get(check) ?? -1));
  }
  return broken;
}

/** Whether a run equals its parent's up to its last fault; otherwise the two cannot be compared. */
export function hasSamePast({ crossing }: Step, { crossings }: Observation): boolean {
  const aim = aimOf(crossing);
  return crossings.find((one) => aimOf(one) === aim)?.past === crossing.past;
}

/** The same nodes, each with the first sibling of equal continuation as its `standIn`. */
export function standingIn(nodes: readonly Node[]): readonly Node[] {
  const first = new Map<Node | null, Map<string, Node>>();
  return nodes.map((node) => {
    const siblings = first.get(node.parent) ?? new Map<string, Node>();
    first.set(node.parent, siblings);
    const key = continuationOf(node);
    const standIn = siblings.get(key) ?? null;
    if (!standIn) siblings.set(key, node);
    return { ...node, standIn };
  });
}
