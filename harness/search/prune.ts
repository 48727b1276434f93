import { digest } from '../model/json.ts';
import type { Crossing, Observation } from './observation.ts';
import { siteOf } from './schedule.ts';

/** A fault that used up more than this is costly: it may leave too little for the next one. */
const costlyMs = 10_000;

/**
 * How far the mark of a fault reaches. `none`: what came after it is as if it had not struck.
 * `task`: the tasks after its own are. `far`: they are not, or it is not known.
 */
export type Mark = 'none' | 'task' | 'far';

/** What came after a fault: equal names, equal futures. Faults of one class at a site share it. */
export function futureOf(child: Observation, hit: number): string {
  const after = child.crossings.slice(hit + 1).map((one) => [siteOf(one), one.reply]);
  const broken = child.violations.map(({ check, signature }) => [check, signature]);
  const ends = Object.entries(child.endings).map(([task, { name }]) => [task, name]);
  // A reply that comes late after all may still be waited for; one that never comes is not.
  return digest([child.crossings[hit]?.outcome, after, ends, broken, child.tookMs > costlyMs]);
}

/**
 * How far the last fault of a run marks what comes after it, seen against the run without it. Retries
 * of the struck operation are not held against it.
 */
export function markOf(child: Observation, parent: Observation, hit: number): Mark {
  const struck = child.crossings[hit];
  if (!struck) return 'far';
  const isRetry = (one: Crossing) =>
    one.task === struck.task && one.point === struck.point && one.op === struck.op;
  const isElsewhere = (one: Crossing) => one.task !== struck.task;
  if (!isSame(child, parent, hit, isElsewhere)) return 'far';
  const isWorse = child.violations.length > parent.violations.length;
  return !isWorse && isSame(child, parent, hit, (one) => !isRetry(one), '') ? 'none' : 'task';
}

/** Whether two runs went the same way after a call, one task left out and only calls that count. */
function isSame(
  child: Observation,
  parent: Observation,
  hit: number,
  counts: (one: Crossing) => boolean,
  but = child.crossings[hit]?.task,
): boolean {
  return rest(child, hit, counts, but) === rest(parent, hit, counts, but);
}

function rest(
  { crossings, endings }: Observation,
  hit: number,
  counts: (one: Crossing) => boolean,
  but: string | undefined,
): string {
  const calls = crossings.slice(hit + 1).filter(counts);
  const ends = Object.entries(endings).filter(([task]) => task !== but);
  return digest([
    calls.map((one) => [siteOf(one), one.reply]),
    ends.map(([task, { name }]) => [task, name]),
  ]);
}

/** A run, and the call that its last fault struck. */
interface Struck {
  readonly observation: Observation;
  readonly hit: number;
}

/** Whether two runs were struck in the same way and went on in the same way, one task left out. */
export function goesOnAs(a: Struck, b: Struck, but?: string): boolean {
  const all = () => true;
  const [one, other] = [a, b].map(({ observation, hit }) => [
    observation.crossings[hit]?.reply,
    rest(observation, hit, all, but ?? ''),
  ]);
  return digest(one) === digest(other);
}

/** Whether a fault used up so much time that the next one may find a shared budget used up. */
export function isCostly(child: Observation, parent: Observation): boolean {
  return child.tookMs - parent.tookMs > costlyMs;
}
