import { arrive } from './frontier.ts';
import { inOrder } from './in-order.ts';
import type { Node, Step } from './node.ts';
import type { Observation } from './observation.ts';
import { keyOf, siteOf } from './schedule.ts';
import { see, visit, type Search } from './search-state.ts';

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
      const isAlike = hasSamePast(search, step, observation);
      // Where the call never came, the fault was not sent: that is no coverage.
      if (!isKnown && (node || isAlike)) {
        search.steps.push({ step, state: node ? 'struck' : 'idle' });
      }
      played.push({
        step,
        node: isAlike ? node : null,
        isIdle: isAlike && node === null,
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
function hasSamePast(search: Search, step: Step, { crossings }: Observation): boolean {
  const site = siteOf(step.crossing);
  const met = crossings.find((crossing) => siteOf(crossing) === site);
  if (met?.past === step.crossing.past) return true;
  search.quarantined.push({ plan: step.plan, site: siteOf(step.crossing) });
  return false;
}
