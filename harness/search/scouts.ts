import type { Fault } from '../model/fault.ts';
import { arrive, expand, type Node, type Step } from './frontier.ts';
import { inOrder } from './in-order.ts';
import { keyOf } from './schedule.ts';
import { see, visit, type Search } from './search-state.ts';

/** The faults to go ahead with: the tool acts and is not heard, it does not act, it never answers. */
const names: readonly string[] = ['lost-reply', 'refuse', 'hang'];

/** So many calls are struck before what they brought about is: the same on any number of threads. */
const stride = 4;

/**
 * Goes ahead of the levels: in each round one fault at each call, and where that brings new calls
 * about, faults at those, too. So two faults in a row, where the agent is least tried, are met in few
 * runs. The levels take what was seen here as made.
 */
export async function scout(search: Search, root: Node): Promise<void> {
  const { depth = 2 } = search.options;
  const all = expand(root, search.faults, null);
  const scouts = scoutsOf(search.faults);
  for (const fault of scouts) {
    const steps = mostAtStake(all).filter((step) => step.fault === fault && isWorth(step));
    for (let at = 0; at < steps.length && !search.stopped; at += stride) {
      const nodes = await goAhead(search, steps.slice(at, at + stride));
      if (depth < 2 || search.stopped) continue;
      const next = nodes.flatMap((node) => expand(node, scouts.slice(0, 2), null));
      await goAhead(
        search,
        next.filter(({ isNew }) => isNew),
      );
    }
  }
}

/** The first of the menu of each kind; where it has none of them, its first. */
function scoutsOf(faults: readonly Fault[]): readonly Fault[] {
  const scouts = names.flatMap((name) => faults.find((fault) => fault.name === name) ?? []);
  return scouts.length > 0 ? scouts : faults.slice(0, 1);
}

/** Where nothing is changed, to be refused is no more than not to be heard. */
function isWorth({ crossing, fault }: Step): boolean {
  return crossing.acts || fault.name !== 'refuse';
}

/** Calls that change the world, then the later ones: there most has been done that may be left so. */
function mostAtStake(steps: readonly Step[]): readonly Step[] {
  return steps.toReversed().toSorted((a, b) => Number(b.crossing.acts) - Number(a.crossing.acts));
}

async function goAhead(search: Search, steps: readonly Step[]): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  const { early, evaluator } = search;
  await inOrder(
    steps,
    evaluator.width,
    ({ plan }) => evaluator.evaluate(plan),
    (observation, step) => {
      early.set(keyOf(step.plan), observation);
      visit(search, observation);
      const node = arrive(step, observation);
      if (node) nodes.push(node);
      search.steps.push({ step, state: node ? 'struck' : 'idle' });
      return see(search, observation, 'scouting', step.parent.broken);
    },
  );
  return nodes;
}
