import { pruneRules, type LevelReport, type PruneRule } from '../../model/trace/exploration.ts';
import { audit } from '../prune/audit.ts';
import { expand } from './frontier.ts';
import type { Equivalences } from '../prune/equivalences.ts';
import type { Node, Step } from '../node.ts';
import { ruleFor } from '../prune/rules.ts';
import { keyOf } from '../schedule.ts';
import { runSteps } from './run-steps.ts';
import type { Search } from './search-state.ts';
import { byPriority } from '../order/priority.ts';

type Pruned = LevelReport['pruned'];

/** Steps that are run in one go: what was seen of them is in memory until they are done. */
const atOnce = 1_000;

/**
 * Runs every step from these nodes that no rule prunes; resolves with the nodes that they lead to. The
 * nodes of the last level are dropped if nothing was pruned: in full they may not fit in memory.
 */
export async function runLevel(
  search: Search,
  { level, isLast }: { readonly level: number; readonly isLast: boolean },
  nodes: readonly Node[],
  equivalences: Equivalences | null,
): Promise<readonly Node[]> {
  const all = nodes.flatMap((node) => expand(node, search.faults, equivalences));
  const skipped = all.filter(({ pruned }) => pruned !== null);
  const isKept = !isLast || skipped.length > 0;
  const arrived: Node[] = [];
  const made = { run: 0, idle: 0 };
  const run = async (some: readonly Step[]) => {
    const whole = await runSteps(search, level, byPriority(some));
    for (const { node } of whole) if (node && isKept) arrived.push(node);
    made.run += whole.length;
    made.idle += whole.filter(({ isIdle }) => isIdle).length;
    return whole;
  };
  const due = byPriority(all.filter(({ pruned }) => pruned === null));
  for (let at = 0; at < due.length; at += atOnce) await run(due.slice(at, at + atOnce));
  const known = new Map([...nodes, ...arrived].map((node) => [keyOf(node.observation.plan), node]));
  const { left, audited, refuted } = await audit(skipped, {
    known,
    run,
    without: (step, rules) => ({
      ...step,
      pruned: equivalences && ruleFor(step, equivalences, rules),
    }),
  });
  for (const step of left) search.leftOut.push(step);
  const count = (rule: PruneRule) => left.filter(({ pruned }) => pruned?.rule === rule).length;
  search.levels.push({
    level,
    schedules: all.length,
    run: made.run,
    pruned: Object.fromEntries(pruneRules.map((rule) => [rule, count(rule)])) as Pruned,
    audited,
    refuted,
    idle: made.idle,
    isFinished: search.stopped === null,
  });
  return arrived;
}
