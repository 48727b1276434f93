import { pruneRules, type LevelReport, type PruneRule } from '../model/exploration.ts';
import { audit } from './audit.ts';
import { expand } from './frontier.ts';
import type { Lessons } from './lessons.ts';
import type { Node, Step } from './node.ts';
import { keyOf } from './schedule.ts';
import { playSteps } from './play.ts';
import type { Search } from './search-state.ts';
import { inUrgency } from './urgency.ts';

type Pruned = LevelReport['pruned'];

/** Runs every step from these nodes that no rule prunes; returns the nodes they lead to. */
export async function playLevel(
  search: Search,
  level: number,
  nodes: readonly Node[],
  lessons: Lessons | null,
): Promise<readonly Node[]> {
  const all = nodes.flatMap((node) => expand(node, search.faults, lessons));
  const arrived: Node[] = [];
  const made = { run: 0, idle: 0 };
  const play = async (some: readonly Step[]) => {
    const whole = await playSteps(search, level, inUrgency(some));
    for (const { node } of whole) if (node) arrived.push(node);
    made.run += whole.length;
    made.idle += whole.filter(({ isIdle }) => isIdle).length;
    return whole;
  };
  await play(all.filter(({ pruned }) => pruned === null));
  const skipped = all.filter(({ pruned }) => pruned !== null);
  const known = new Map([...nodes, ...arrived].map((node) => [keyOf(node.observation.plan), node]));
  const { played, audited, refuted } = await audit(skipped, known, play);
  const left = skipped.filter((step) => !played.has(step));
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
