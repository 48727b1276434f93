import type { Fault } from '../model/fault.ts';
import { arrive, expand } from './frontier.ts';
import type { Node, Step } from './node.ts';
import { inOrder } from './in-order.ts';
import { keyOf } from './schedule.ts';
import { outages, saturate } from './saturation.ts';
import { see, visit, type Search } from './search-state.ts';

/** The faults to go ahead with: the tool acts and is not heard, it does not act, it never answers. */
const names: readonly string[] = ['lost-reply', 'refuse', 'hang'];

/** So many calls are struck before what they brought about is: the same on any number of threads. */
const stride = 2;

/**
 * Goes ahead of the levels: one fault at each call, and where that brings new calls about, faults at
 * those, too; then each point out, and each two; then the calls again, without an answer. So two
 * faults in a row, where an agent is least tried, are met in few runs. The levels take what was seen
 * here as made.
 */
export async function scout(search: Search, root: Node): Promise<void> {
  const [first, ...others] = scoutsOf(search.faults);
  if (!first) return;
  const steps = mostAtStake(expand(root, [first, ...others], null).filter(isWorth));
  const isMute = ({ fault }: Step) => fault.name === 'hang';
  await strideOver(
    search,
    steps.filter((step) => !isMute(step)),
  );
  if (!search.stopped) await saturate(search, root, outages(root.observation.crossings, first));
  await strideOver(search, steps.filter(isMute));
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
  const turn = ({ parent, crossing }: Step) => parent.observation.crossings.indexOf(crossing);
  const acts = ({ crossing }: Step) => Number(crossing.acts);
  return steps.toSorted((a, b) => acts(b) - acts(a) || turn(b) - turn(a));
}

async function strideOver(search: Search, steps: readonly Step[]): Promise<void> {
  const { depth = 2 } = search.options;
  const two = scoutsOf(search.faults).slice(0, 2);
  for (let at = 0; at < steps.length && !search.stopped; at += stride) {
    const nodes = await goAhead(search, steps.slice(at, at + stride));
    if (depth < 2 || search.stopped) continue;
    const next = nodes.flatMap((node) => expand(node, two, null));
    await goAhead(
      search,
      next.filter(({ isNew }) => isNew),
    );
  }
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
