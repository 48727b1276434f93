import { digest } from '../../model/json/json.ts';
import { isHidden } from './hidden.ts';
import type { Crossing, Observation } from '../observe/observation.ts';
import { operationOf, siteOf } from '../schedule.ts';

/** A fault that used up more than this is costly: it may leave too little for the next one (ms). */
const costlyMs = 10_000;
/** Where an agent reads clocks of minutes, the next minute may be as near as this (ms). */
const costlyByClockMs = 1_000;

/**
 * Whether a run continues after its last fault as the run without that fault does. Retries of the struck
 * operation are ignored.
 */
export function isAbsorbed(child: Observation, parent: Observation, hit: number): boolean {
  const struck = child.crossings[hit];
  if (!struck || child.violations.length > parent.violations.length) return false;
  if (isHidden(struck.effect)) return false;
  return rest(child, hit, struck) === rest(parent, hit, struck);
}

/** A run, and the call that its last fault struck. */
interface Struck {
  readonly observation: Observation;
  readonly hit: number;
}

/**
 * Whether two runs were struck alike and continue alike. Retries of an operation that was struck before
 * and the ends of tasks that were over by then are ignored.
 */
export function goesOnAs(a: Struck, b: Struck, before: Crossing): boolean {
  const [one, other] = [a, b].map(({ observation, hit }) => [
    observation.crossings[hit]?.reply,
    // What was tried before it has a part in how an attempt is numbered.
    rest(observation, hit, before, operationOf),
  ]);
  return digest(one) === digest(other);
}

/** Names the calls after one, except retries of that operation, and how the tasks ended since. */
function rest(
  { crossings, endings }: Observation,
  hit: number,
  but: Crossing,
  name: (crossing: Crossing) => string = siteOf,
): string {
  const isRetry = (one: Crossing) => operationOf(one) === operationOf(but);
  const calls = crossings.slice(hit + 1).filter((one) => !isRetry(one));
  const since = new Set(crossings.slice(hit).map(({ task }) => task));
  const over = new Set(crossings.map(({ task }) => task).filter((task) => !since.has(task)));
  const ends = Object.entries(endings).filter(([task]) => !over.has(task));
  return digest([
    calls.map((one) => [name(one), one.reply]),
    ends.map(([task, { name }]) => [task, name]),
  ]);
}

/** Whether a fault took so much time that a budget shared with the next fault may be used up. */
export function isCostly(child: Observation, parent: Observation): boolean {
  return child.tookMs - parent.tookMs > (child.isCoarse ? costlyByClockMs : costlyMs);
}

/** The class of the time that a run took; runs of one class leave the next fault equal time. */
export function timeClass({ tookMs, isCoarse }: Observation): number {
  return isCoarse ? Math.floor(tookMs / costlyByClockMs) : Number(tookMs > costlyMs);
}
