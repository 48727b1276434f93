import { pruneRules, type PruneRule } from '../../model/trace/exploration.ts';
import type { Equivalences } from './equivalences.ts';
import type { Node, Pruned, Step } from '../node.ts';
import type { Crossing } from '../observe/observation.ts';
import { pinned } from '../schedule.ts';

/** The first rule that prunes a step and is not `refuted`; null if none does. */
export function ruleFor(
  step: Omit<Step, 'pruned'>,
  equivalences: Equivalences,
  refuted: ReadonlySet<PruneRule> = new Set(),
): Pruned | null {
  const asked: Asked = { ...step, equivalences, isCostlyPair: areCostly(step, equivalences) };
  for (const rule of pruneRules) {
    const pruned = refuted.has(rule) ? null : rules[rule](asked);
    if (pruned) return { rule, ...pruned };
  }
  return null;
}

interface Asked extends Omit<Step, 'pruned'> {
  readonly equivalences: Equivalences;
  /** Two that each use up much of a budget they share may together use up all of it. */
  readonly isCostlyPair: boolean;
}

type Rule = (asked: Asked) => Omit<Pruned, 'rule'> | null;

const rules: Readonly<Record<PruneRule, Rule>> = {
  kinds: ({ parent, crossing, fault, equivalences }) =>
    parent.standIn || equivalences.representative(crossing, fault) ? { instead: null } : null,

  absorbed: (asked) => {
    const { parent, crossing, isNew, isCostlyPair } = asked;
    const repeated = parent.repeats.get(crossing);
    if (repeated && !isCostlyPair) return after(parent.parent, asked, repeated);
    if (parent.isAbsorbed && !isNew && !isCostlyPair) return after(parent.parent, asked);
    const other = convergedBefore(asked);
    return other && isShorter(other, parent) ? after(other, asked) : null;
  },

  converged: (asked) => {
    const other = convergedBefore(asked);
    return other && !isShorter(other, asked.parent) ? after(other, asked) : null;
  },

  alike: ({ equivalences, ...step }) =>
    equivalences.symmetry.hasOther(step) ? { instead: null } : null,
};

function areCostly(
  { parent, crossing, fault, isNew }: Omit<Step, 'pruned'>,
  equivalences: Equivalences,
) {
  const repeated = parent.repeats.get(crossing);
  const isKnown = repeated !== undefined || !isNew;
  const cost = isKnown ? equivalences.alone(repeated ?? crossing, fault)?.isCostly : true;
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

function convergedBefore({ parent, crossing, equivalences, isCostlyPair }: Asked): Node | null {
  return equivalences.convergence.inPlaceOf(parent, crossing.task, isCostlyPair);
}

function isShorter({ observation: one }: Node, { observation: other }: Node): boolean {
  return one.plan.length < other.plan.length;
}
