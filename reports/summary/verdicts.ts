import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Event } from '../../harness/model/trace/trace.ts';

/**
 * Whether a run is idle: by chance none of its faults struck, since its plan was drawn (it may
 * have come out empty) or its strikes have a `chance`. An idle run shows nothing, and does not make a scenario unknown where
 * others were struck.
 */
export function isIdle(run: RunRecord): boolean {
  const { plan, drawn = false, events, truncated } = run.trace;
  const isByChance = plan.length > 0 && plan.every(({ when: { chance = 1 } }) => chance < 1);
  if ((!drawn && !isByChance) || truncated !== null || run.result !== 'unknown') return false;
  return !events.some(({ kind }) => noLuck.has(kind));
}

/** Events of a run that is not idle: it was struck, or is unknown for another reason. */
const noLuck: ReadonlySet<Event['kind']> = new Set(['fault.hit', 'harness.error', 'harness.late']);

/** The runs that count: the ones that are not idle, or all where every run is idle. */
export function countedOf<T>(runs: readonly T[], idle: (run: T) => boolean): readonly T[] {
  const some = runs.filter((run) => !idle(run));
  return some.length === 0 ? runs : some;
}
