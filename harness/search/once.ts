import type { Fault } from '../model/fault.ts';
import { expand } from './frontier.ts';
import type { Node, Step } from './node.ts';
import type { Crossing } from './observation.ts';
import { cover } from './play.ts';
import { runThrough } from './run-through.ts';
import { keyOf } from './schedule.ts';
import { see, type Search } from './search-state.ts';
import { strides } from './strides.ts';

/** A fault at each of some calls. */
export interface Blow {
  readonly fault: Fault | undefined;
  readonly at: (crossing: Crossing) => boolean;
}

/**
 * Strikes each of these calls once, the later ones first: by then most has been done that may be left
 * so. The calls that this brings about are struck with each of `again`.
 */
export async function strikeEach(
  search: Search,
  root: Node,
  { fault, at, again }: Blow & { readonly again: readonly Fault[] },
): Promise<void> {
  if (!fault) return;
  const { depth = 2 } = search.options;
  const steps = expand(root, [fault], null).filter(({ crossing }) => at(crossing));
  for (const some of strides(steps.toReversed())) {
    const nodes = await goAhead(search, some);
    if (depth < 2) continue;
    const next = nodes.flatMap((node) => expand(node, again, null));
    await goAhead(
      search,
      next.filter(({ isNew }) => isNew),
    );
  }
}

/** Strikes each two of these calls that are of one task. */
export async function strikeTwo(search: Search, root: Node, { fault, at }: Blow): Promise<void> {
  if (!fault || (search.options.depth ?? 2) < 2) return;
  const isOne = ({ crossing }: Step) => at(crossing);
  const nodes = await goAhead(search, expand(root, [fault], null).filter(isOne));
  const isOther = (step: Step) =>
    isOne(step) && !step.isNew && step.crossing.task === step.parent.last?.crossing.task;
  await goAhead(search, nodes.flatMap((node) => expand(node, [fault], null)).filter(isOther));
}

/** Runs these ahead of their level. */
async function goAhead(search: Search, steps: readonly Step[]): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  await runThrough(search, 0, steps, async (observation, step, isKnown) => {
    const node = cover(search, step, observation);
    if (node) nodes.push(node);
    if (isKnown) return true;
    search.early.set(keyOf(step.plan), observation);
    return await see(search, observation, 'scouting', step.parent.broken);
  });
  return nodes;
}
