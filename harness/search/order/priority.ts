import { isFor } from '../../model/fault/facet.ts';
import type { Step } from '../node.ts';

/**
 * The steps in order of priority: first strikes at calls that a fault brought about (a retry, a
 * fallback, a compensation), then those at calls that change the world, lost replies before others, then
 * the rest. Within each, every call after every parent gets its first fault before any its second.
 */
export function byPriority(steps: readonly Step[]): readonly Step[] {
  const turns = new Map<string, number>();
  const ids = new Map<unknown, number>();
  return steps
    .map((step) => {
      if (!ids.has(step.parent)) ids.set(step.parent, ids.size);
      const rank = rankOf(step);
      const { task, point, op, attempt } = step.crossing;
      const at = `${rank} ${ids.get(step.parent)} ${task} ${point} ${op} ${attempt}`;
      const turn = turns.get(at) ?? 0;
      turns.set(at, turn + 1);
      return { step, rank, turn };
    })
    .toSorted((a, b) => a.rank - b.rank || a.turn - b.turn)
    .map(({ step }) => step);
}

function rankOf({ crossing, fault, isNew, parent }: Step): number {
  const { last } = parent;
  const actsNow = crossing.acts || (last?.crossing.acts ?? false);
  if (isNew) return actsNow ? 0 : 1;
  const { harm } = fault.kind;
  if (crossing.acts && harm === 'lost') return 2;
  if (actsNow) return 3;
  return harm === 'false' && isFor(['turn'], crossing) ? 4 : 5;
}
