import { digest } from '../model/json.ts';
import type { Crossing, Observation } from './observation.ts';
import { siteOf } from './schedule.ts';

/** A fault that used up more than this is costly: it may leave too little for the next one. */
const costlyMs = 10_000;

/** What came after a fault: equal names, equal futures. Faults of one class at a site share it. */
export function futureOf(child: Observation, hit: number): string {
  const after = child.crossings.slice(hit + 1).map((one) => [siteOf(one), one.reply]);
  const broken = child.violations.map(({ check, signature }) => [check, signature]);
  // A reply that comes late after all may still be waited for; one that never comes is not.
  return digest([child.crossings[hit]?.outcome, after, child.ending, broken, isCostly(child)]);
}

/**
 * Whether a fault left no mark: the calls after it, retries of the struck operation aside, and all
 * endings are the parent's. What comes later then meets the same agent, struck or not: so nothing
 * new is expected from a second fault there. Except where it was costly: the budget is shared.
 */
export function isAbsorbed(child: Observation, parent: Observation, hit: number): boolean {
  const struck = child.crossings[hit];
  if (!struck || child.ending !== parent.ending || isCostly(child)) return false;
  if (child.violations.length > parent.violations.length) return false;
  const isRetry = (one: Crossing) =>
    one.task === struck.task && one.point === struck.point && one.op === struck.op;
  const rest = (one: Observation) =>
    one.crossings
      .slice(hit + 1)
      .filter((crossing) => !isRetry(crossing))
      .map((crossing) => `${siteOf(crossing)} ${crossing.reply}`)
      .join('\n');
  return rest(child) === rest(parent);
}

/** Whether a run spent enough time that the next fault may find a shared budget used up. */
export function isCostly(observation: Observation): boolean {
  return observation.tookMs > costlyMs;
}
