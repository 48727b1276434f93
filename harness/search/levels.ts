import type { PruneRule } from '../model/exploration.ts';
import { audit } from './audit.ts';
import { arrive, expand, type Node, type Step } from './frontier.ts';
import { inOrder } from './in-order.ts';
import type { Lessons } from './lessons.ts';
import { keyOf, siteOf } from './schedule.ts';
import { see, visit, type Search } from './search-state.ts';
import { inUrgency } from './urgency.ts';

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
  const { played, audited, refuted } = await audit(skipped, lessons, play);
  const left = skipped.filter((step) => !played.has(step));
  for (const step of left) search.steps.push({ step, state: 'pruned' });
  const count = (rule: PruneRule) => left.filter(({ pruned }) => pruned === rule).length;
  search.levels.push({
    level,
    schedules: all.length,
    run: made.run,
    pruned: { kinds: count('kinds'), absorbed: count('absorbed'), alike: count('alike') },
    audited,
    refuted,
    idle: made.idle,
    isFinished: search.stopped === null,
  });
  return arrived;
}

/** What became of a step that was run. */
export interface Played {
  readonly step: Step;
  /** Where it led; null where it cannot be compared with its parent. */
  readonly node: Node | null;
  /** Its fault changed nothing. */
  readonly isIdle: boolean;
  /** It broke in a way not seen before. */
  readonly isNews: boolean;
}

/** Runs steps in order, until the search is to stop. */
export async function playSteps(
  search: Search,
  level: number,
  steps: readonly Step[],
): Promise<readonly Played[]> {
  const played: Played[] = [];
  const { early, evaluator, options } = search;
  await inOrder(
    steps,
    evaluator.width,
    async ({ plan }) => early.get(keyOf(plan)) ?? evaluator.evaluate(plan),
    async (observation, step) => {
      const before = search.found.count();
      const isKnown = early.has(keyOf(step.plan));
      const goesOn =
        isKnown || (await see(search, observation, `level ${level}`, step.parent.broken));
      const node = arrive(step, observation);
      visit(search, observation);
      if (!isKnown) search.steps.push({ step, state: node ? 'struck' : 'idle' });
      played.push({
        step,
        node: node && samePast(search, step, node) ? node : null,
        isIdle: node === null,
        isNews: search.found.count() > before,
      });
      const left = steps.length - played.length;
      options.onProgress?.({ level, runs: search.runs, left, findings: search.found.count() });
      return goesOn;
    },
  );
  return played;
}

/** Up to its last fault a schedule must go as its parent went; else the two cannot be compared. */
function samePast(search: Search, step: Step, node: Node): boolean {
  const struck = node.observation.crossings[node.hit];
  if (struck?.past === step.crossing.past) return true;
  search.quarantined.push({ plan: step.plan, site: siteOf(step.crossing) });
  return false;
}
