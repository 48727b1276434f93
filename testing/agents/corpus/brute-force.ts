import { eventsOf, run, type Event, type Plan, type RunRecord } from '../../../index.ts';
import { failuresIn } from '../../../harness/model/trace/failures-in.ts';
import type { CorpusEntry } from './entry.ts';
import { kinds } from './kinds.ts';

type Start = Extract<Event, { kind: 'call.start' }>;

/** A schedule of faults and the run it made. */
export interface Tried {
  readonly plan: Plan;
  readonly record: RunRecord;
}

/** A schedule and the checks that did not pass under it. */
export interface Failing {
  readonly plan: Plan;
  readonly checks: readonly string[];
}

/** One run of an entry, in sim. */
export async function tryPlan({ scenario }: CorpusEntry, plan: Plan): Promise<Tried> {
  return { plan, record: await run(scenario, { mode: 'sim', seed: 1, plan }) };
}

/**
 * The schedules one level above these, as they are run: each with one fault more, of each kind, at
 * each call strictly after the last that was struck. Throws where a fault does not strike.
 */
export async function* nextLevel(
  entry: CorpusEntry,
  level: readonly Tried[],
): AsyncGenerator<Tried, void> {
  for (const parent of level) {
    for (const plan of plansAfter(entry, parent)) {
      const tried = await tryPlan(entry, plan);
      if (!isAllStruck(tried)) throw new Error(`not all struck: ${JSON.stringify(plan)}`);
      yield tried;
    }
  }
}

/** Runs every schedule of the level above these; those that fail are listed with their checks. */
export async function level(
  entry: CorpusEntry,
  below: readonly Tried[],
): Promise<{ readonly tried: readonly Tried[]; readonly failing: readonly Failing[] }> {
  const tried: Tried[] = [];
  for await (const one of nextLevel(entry, below)) tried.push(one);
  return { tried, failing: tried.flatMap((one) => failingOf(one) ?? []) };
}

/** A schedule under which checks do not pass, and their names. */
export function failingOf(tried: Tried): Failing | null {
  const checks = notPassed(tried);
  return checks.length > 0 ? { plan: tried.plan, checks } : null;
}

/** The plans that `nextLevel` runs for one schedule. */
export function plansAfter(entry: CorpusEntry, { plan, record }: Tried): Plan[] {
  const struck = eventsOf(record.trace, 'fault.hit').map((hit) => hit.call);
  const last = Math.max(0, ...struck);
  const menu = entry.kinds ?? kinds;
  const { points } = record.trace;
  return duringCalls(record).flatMap(({ call, point, label, site, task }) => {
    if (call <= last) return [];
    const acts = points[point]?.effects.includes(label) ?? false;
    const its = menu.filter(({ kind }) => kind.only !== 'acts' || acts);
    return its.map((fault) => [...plan, fault.at(point, { site, task })]);
  });
}

/** The calls of the fault phase, in order of arrival. */
export function duringCalls({ trace }: RunRecord): readonly Start[] {
  return eventsOf(trace, 'call.start').filter(({ task }) => task.startsWith('during-'));
}

/** Whether every strike of the plan struck. */
export function isAllStruck({ plan, record }: Tried): boolean {
  const hit = new Set(eventsOf(record.trace, 'fault.hit').map((event) => event.strike));
  return hit.size === plan.length;
}

/**
 * The names of the checks that fail, a failure that two of them see told once; where none does, of those
 * that did not pass.
 */
function notPassed({ record }: Tried): readonly string[] {
  const failing = new Set(failuresIn(record).map(({ check }) => check));
  if (failing.size > 0) return [...failing];
  return record.verdicts.flatMap(({ check, verdict }) => (verdict.result === 'pass' ? [] : check));
}
