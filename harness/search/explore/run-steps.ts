import { arrive, hasSamePast } from './frontier.ts';
import type { Node, Step } from '../node.ts';
import type { Observation } from '../observe/observation.ts';
import { runThrough } from './run-through.ts';
import { keyOf, siteOf } from '../schedule.ts';
import { see } from './see.ts';
import { visit, type Search } from './search-state.ts';

/** The result of a step that was run. */
export interface StepResult {
  readonly step: Step;
  /** The node that it led to; null if it cannot be compared with its parent. */
  readonly node: Node | null;
  /** Its fault changed nothing. */
  readonly isIdle: boolean;
  /** It broke in a way not seen before, or more gravely. */
  readonly isNews: boolean;
}

/** Runs steps in order until the search stops; resolves with their results. */
export async function runSteps(
  search: Search,
  level: number,
  steps: readonly Step[],
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  await runThrough(search, level, steps, async (observation, step, isKnown) => {
    const before = search.found.news();
    const { broken } = step.parent;
    const goesOn = isKnown || (await see(search, observation, `level ${level}`, broken));
    const isAlike = hasSamePast(step, observation);
    if (!isAlike) search.quarantined.push({ plan: step.plan, site: siteOf(step.crossing) });
    const node = cover(search, step, observation);
    results.push({
      step,
      node: isAlike ? node : null,
      isIdle: isAlike && node === null,
      isNews: search.found.news() > before,
    });
    return goesOn;
  });
  return results;
}

/** Records what a step covered; returns the node that it led to, or null. */
export function cover(search: Search, step: Step, observation: Observation): Node | null {
  visit(search, observation);
  const node = arrive(step, observation);
  // Where the call never came, the fault was not sent: that is no coverage.
  if (node || hasSamePast(step, observation)) {
    const isDoubtful = observation.untold.some(({ result }) => result === 'unknown');
    const state = !node ? 'idle' : isDoubtful ? 'unknown' : 'struck';
    search.ran.set(keyOf(step.plan), { step, state });
  }
  return node;
}
