import type { PruneRule } from '../model/exploration.ts';
import type { Lessons } from './lessons.ts';
import type { Node, Pruned, Step } from './node.ts';
import type { Crossing } from './observation.ts';
import { pinned } from './schedule.ts';

/** The rule by which a step need not be run, or null; the first that fits. */
export function ruleFor(step: Omit<Step, 'pruned'>, lessons: Lessons): Pruned | null {
  const { parent, crossing, fault, isNew } = step;
  const as = (rule: PruneRule, node: Node | null = null, at: Crossing = crossing): Pruned => ({
    rule,
    instead: node && [...node.observation.plan, pinned(fault, at)],
  });
  if (parent.standIn || lessons.representative(crossing, fault)) return as('kinds');
  const repeated = parent.repeats.get(crossing);
  const isKnown = repeated !== undefined || !isNew;
  // Two that each use up much of a budget they share may together use up all of it.
  const cost = isKnown ? lessons.alone(repeated ?? crossing, fault)?.isCostly : true;
  const isDear = parent.isCostly && (cost ?? true);
  if (repeated && !isDear) return as('absorbed', parent.parent, repeated);
  if (parent.isAbsorbed && !isNew && !isDear) return as('absorbed', parent.parent);
  const other = lessons.met.inPlaceOf(parent, crossing.task, isDear);
  if (other) return as(isShorter(other, parent) ? 'absorbed' : 'converged', other);
  const isWithin = step.plan.every(({ when }) => when.task === crossing.task);
  return isWithin && lessons.likeness(crossing.task) !== crossing.task ? as('alike') : null;
}

function isShorter({ observation: one }: Node, { observation: other }: Node): boolean {
  return one.plan.length < other.plan.length;
}
