import type { Fault } from '../model/fault.ts';
import { expand } from './frontier.ts';
import type { Node, Step } from './node.ts';
import type { Crossing } from './observation.ts';
import { cover } from './play.ts';
import { runThrough } from './run-through.ts';
import { keyOf } from './schedule.ts';
import { halves, outages, saturate } from './saturation.ts';
import { see, type Search } from './search-state.ts';

/**
 * Goes ahead of the levels, to where two faults do most harm. Each call that changes the world is not
 * heard; then each that asks; then changes are refused; each point is out, and each two; two changes are
 * refused at once; changes come late; all calls are left without an answer; half of them fail. Where one
 * fault brings new calls about (a retry, a way back, a fallback) those are struck, too: there an agent is
 * least tried. The levels take what was seen here as made.
 */
export async function scout(search: Search, root: Node): Promise<void> {
  const { crossings } = root.observation;
  const named = (name: string) => search.faults.find((fault) => fault.name === name);
  const lost = named('lost-reply') ?? search.faults[0];
  if (!lost) return;
  const [refused, late, mute] = [named('refuse'), named('slow'), named('hang')];
  const again = refused ? [lost, refused] : [lost];
  const each = (fault: Fault | undefined, at: Where) => strike(search, root, { fault, at, again });
  const stages: readonly (() => Promise<void>)[] = [
    () => each(lost, acts),
    () => each(lost, asks),
    () => each(refused, acts),
    () => saturate(search, root, outages(crossings, lost)),
    () => strikeTwo(search, root, refused),
    () => each(late, acts),
    () => each(mute, () => true),
    () => each(lost, mayAct),
    () => saturate(search, root, halves(crossings, lost)),
  ];
  for (const stage of stages) await stage();
}

type Where = (crossing: Crossing) => boolean;

const acts: Where = (crossing) => crossing.acts;
const asks: Where = (crossing) => !acts(crossing) && !mayAct(crossing);
/** What is not declared to change the world may do so all the same. */
const mayAct: Where = ({ acts: isKnown, label }) =>
  !isKnown && /^(POST|PUT|PATCH|DELETE) /.test(label);

/** What to strike with, where, and what with once more where that brings new calls about. */
interface Blow {
  readonly fault: Fault | undefined;
  readonly at: Where;
  readonly again: readonly Fault[];
}

/** So many calls are struck before what they brought about is: the same on any number of threads. */
const stride = 3;

/** Strikes each of these calls, the later ones first: by then most has been done that may be left so. */
async function strike(search: Search, root: Node, { fault, at, again }: Blow): Promise<void> {
  if (!fault) return;
  const { depth = 2 } = search.options;
  const steps = expand(root, [fault], null)
    .filter(({ crossing }) => at(crossing))
    .toReversed();
  for (let from = 0; from < steps.length && !search.stopped; from += stride) {
    const nodes = await goAhead(search, steps.slice(from, from + stride));
    if (depth < 2) continue;
    await goAhead(
      search,
      nodes.flatMap((node) => expand(node, again, null)).filter(({ isNew }) => isNew),
    );
  }
}

/** Strikes each two calls of a task that change the world, or may. */
async function strikeTwo(search: Search, root: Node, fault: Fault | undefined): Promise<void> {
  if (!fault || (search.options.depth ?? 2) < 2) return;
  const isOne = ({ crossing }: Step) => acts(crossing) || mayAct(crossing);
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
