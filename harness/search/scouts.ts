import type { Fault } from '../model/fault.ts';
import { failForGood, instead, later, type Failure } from './for-good.ts';
import type { Node } from './node.ts';
import type { Crossing } from './observation.ts';
import { strikeEach, strikeTwo } from './once.ts';
import {
  everyFirst,
  halves,
  isBearable,
  outages,
  saturate,
  type Saturation,
} from './saturation.ts';
import type { Search } from './search-state.ts';

/**
 * Goes ahead of the levels, to where few faults do most harm, in turns: one call fails, once or for
 * good, and what the agent does in its stead (a retry, a way back, a fallback) fails, too, since there
 * an agent is least tried; or many calls fail at once, which shows at a stroke what breaks under any
 * two failures. Calls that change the world come before those that ask. The levels take what was seen
 * here of their own schedules as made. In which order was learnt from the agents of `bench/`.
 */
export async function scout(search: Search, root: Node): Promise<void> {
  const { faults } = search;
  const { crossings } = root.observation;
  const named = (name: string) => faults.find((fault) => fault.name === name);
  const lost = named('lost-reply') ?? faults[0];
  if (!lost) return;
  const refused = named('refuse') ?? lost;
  const [late, mute] = [named('slow'), named('hang')];
  const again = lost === refused ? [lost] : [lost, refused];

  const once = (fault: Fault | undefined, at: Where) =>
    strikeEach(search, root, { fault, at, again });
  const forGood = (failure: Omit<Failure, 'after'>) =>
    failForGood(search, root, { ...failure, after: refused });
  const many = (plans: readonly Saturation[]) => saturate(search, root, plans);
  const stages: readonly (() => Promise<void>)[] = [
    () => once(lost, acts),
    () => many(halves(crossings, refused)),
    () => once(late, acts),
    () => forGood({ at: acts, first: refused, next: instead }),
    () => many(late ? everyFirst(crossings, late) : []),
    () => forGood({ at: asks, first: lost, next: instead }),
    () => forGood({ at: changes, first: refused, next: later }),
    () => strikeTwo(search, root, { fault: refused, at: changes }),
    () => many(faults.filter(isBearable).flatMap((fault) => everyFirst(crossings, fault))),
    () => once(refused, asks),
    () => many(outages(crossings, lost)),
    () => once(mute, () => true),
  ];
  for (const stage of stages) await stage();
}

type Where = (crossing: Crossing) => boolean;

const acts: Where = (crossing) => crossing.acts;
/** What is not declared to change the world may do so all the same. */
const changes: Where = ({ acts: isKnown, label }) =>
  isKnown || /^(POST|PUT|PATCH|DELETE) /.test(label);
const asks: Where = (crossing) => !changes(crossing);
