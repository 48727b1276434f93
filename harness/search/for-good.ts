import { canStrike } from '../../faults/menu.ts';
import type { Fault } from '../model/fault.ts';
import type { Plan } from '../model/plan.ts';
import type { Node } from './node.ts';
import type { Crossing } from './observation.ts';
import { saturate, type Saturation } from './saturation.ts';
import { keyOf, operationOf, pinned, siteOf } from './schedule.ts';
import type { Search } from './search-state.ts';
import { strides } from './strides.ts';

/** Operations that fail at every attempt: an agent that retries comes to what it does after that. */
export interface Failure {
  readonly at: (crossing: Crossing) => boolean;
  /** What the first attempt fails with, and what the others do. */
  readonly first: Fault;
  readonly after: Fault;
  /** What fails besides, to judge by a run in which the operation did. */
  readonly next: Next;
}

type Next = (seen: readonly Crossing[], struck: Crossing, root: Node) => readonly Crossing[];

/** Most agents give up before so many attempts; a poll may see the failure end. */
const attempts = 4;

/** Each of these operations fails for good, the later ones first; then each with one of the next. */
export async function failForGood(search: Search, root: Node, failure: Failure): Promise<void> {
  const { at, first, after, next } = failure;
  const { depth = 2 } = search.options;
  const said = first === after ? first.name : `${first.name}, then ${after.name}`;
  const canFail = (crossing: Crossing) => canStrike(first, crossing) && canStrike(after, crossing);
  const operations = firstOfEach(root.observation.crossings).filter(
    (crossing) => at(crossing) && canFail(crossing),
  );
  for (const some of strides(operations.toReversed())) {
    const alone = some.map((struck) => ({
      struck,
      plan: outage(struck, first, after),
      about: `${struck.label}, at every attempt: ${said}`,
    }));
    await saturate(search, root, alone);
    if (depth < 2) continue;
    const both = alone.flatMap(({ struck, plan, about }): readonly Saturation[] => {
      const seen = search.early.get(keyOf(plan))?.crossings ?? [];
      return next(seen, struck, root)
        .filter((crossing) => canStrike(after, crossing))
        .map((crossing) => ({
          plan: [...plan, ...outage(crossing, after, after)],
          about: `${about}; and ${crossing.label}: ${after.name}`,
        }));
    });
    await saturate(search, root, both);
  }
}

/** What the agent does in its stead: operations and attempts that a run without faults has not. */
export const instead: Next = (seen, struck, root) => {
  const known = new Set(root.observation.crossings.map(siteOf));
  return firstOfEach(
    seen.filter((crossing) => !known.has(siteOf(crossing)) && !isSame(crossing, struck)),
  );
};

/** All that its task does after it. */
export const later: Next = (seen, struck) => {
  const from = seen.findIndex((crossing) => siteOf(crossing) === siteOf(struck));
  const isLater = (crossing: Crossing) =>
    crossing.task === struck.task && !isSame(crossing, struck);
  return firstOfEach(seen.slice(from).filter(isLater));
};

function isSame(one: Crossing, other: Crossing): boolean {
  return operationOf(one) === operationOf(other);
}

function outage(crossing: Crossing, first: Fault, after: Fault): Plan {
  return Array.from({ length: attempts }, (_, n) =>
    pinned(n === 0 ? first : after, { ...crossing, attempt: crossing.attempt + n }),
  );
}

/** The first crossing of each operation. */
function firstOfEach(crossings: readonly Crossing[]): readonly Crossing[] {
  const firsts = new Map<string, Crossing>();
  for (const crossing of crossings) {
    const operation = operationOf(crossing);
    if (!firsts.has(operation)) firsts.set(operation, crossing);
  }
  return [...firsts.values()];
}
