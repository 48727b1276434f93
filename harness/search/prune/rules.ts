import { pruneRules, type PruneRule } from '../../model/trace/exploration.ts';
import type { Lessons } from './lessons.ts';
import type { Node, Pruned, Step } from '../node.ts';
import type { Crossing } from '../observe/observation.ts';
import { pinned } from '../schedule.ts';

/** The rule by which a step need not be run, or null; the first that fits and is not `refuted`. */
export function ruleFor(
  step: Omit<Step, 'pruned'>,
  lessons: Lessons,
  refuted: ReadonlySet<PruneRule> = new Set(),
): Pruned | null {
  const asked: Asked = { ...step, lessons, isDear: areDear(step, lessons) };
  for (const rule of pruneRules) {
    const pruned = refuted.has(rule) ? null : rules[rule](asked);
    if (pruned) return { rule, ...pruned };
  }
  return null;
}

interface Asked extends Omit<Step, 'pruned'> {
  readonly lessons: Lessons;
  /** Two that each use up much of a budget they share may together use up all of it. */
  readonly isDear: boolean;
}

type Rule = (asked: Asked) => Omit<Pruned, 'rule'> | null;

const rules: Readonly<Record<PruneRule, Rule>> = {
  kinds: ({ parent, crossing, fault, lessons }) =>
    parent.standIn || lessons.representative(crossing, fault) ? { instead: null } : null,

  absorbed: (asked) => {
    const { parent, crossing, isNew, isDear } = asked;
    const repeated = parent.repeats.get(crossing);
    if (repeated && !isDear) return after(parent.parent, asked, repeated);
    if (parent.isAbsorbed && !isNew && !isDear) return after(parent.parent, asked);
    const other = metBefore(asked);
    return other && isShorter(other, parent) ? after(other, asked) : null;
  },

  converged: (asked) => {
    const other = metBefore(asked);
    return other && !isShorter(other, asked.parent) ? after(other, asked) : null;
  },

  alike: ({ lessons, ...step }) => (lessons.likes.hasOther(step) ? { instead: null } : null),
};

function areDear({ parent, crossing, fault, isNew }: Omit<Step, 'pruned'>, lessons: Lessons) {
  const repeated = parent.repeats.get(crossing);
  const isKnown = repeated !== undefined || !isNew;
  const cost = isKnown ? lessons.alone(repeated ?? crossing, fault)?.isCostly : true;
  // Where a clock is read, what comes after need not take time itself.
  return parent.isCostly && (parent.observation.isCoarse || (cost ?? true));
}

/** The schedule that shows as much: the fault after that other one. */
function after(
  node: Node | null,
  { crossing, fault }: Asked,
  at: Crossing = crossing,
): Omit<Pruned, 'rule'> {
  return { instead: node && [...node.observation.plan, pinned(fault, at)] };
}

function metBefore({ parent, crossing, lessons, isDear }: Asked): Node | null {
  return lessons.met.inPlaceOf(parent, crossing.task, isDear);
}

function isShorter({ observation: one }: Node, { observation: other }: Node): boolean {
  return one.plan.length < other.plan.length;
}
