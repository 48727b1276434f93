import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Ending, Event } from '../../harness/model/trace/trace.ts';

/** One task of a run, as far as reliability asks. */
export interface TaskCounts {
  readonly isUnderFaults: boolean;
  /** Whether the right thing is to abstain; null where the task does not say. */
  readonly shouldAbstain: boolean | null;
  readonly abstained: boolean;
  readonly isSafeSuccess: boolean;
  /** The confidence its answer came with, where it is known right or wrong. */
  readonly rated: { readonly confidence: number; readonly wrong: boolean } | null;
  /** Attempts and logical requests by the point that they reached. */
  readonly loads: ReadonlyMap<string, Load>;
}

/** Attempts at a point, and the logical requests they were for. */
export interface Load {
  readonly attempts: number;
  readonly requests: number;
}

/** What each task of the baseline and of the faults adds to a scenario's reliability. */
export function taskCounts({ trace, outcomes }: RunRecord): readonly TaskCounts[] {
  const endings = new Map<string, Ending>();
  const calls = new Map<string, Call[]>();
  for (const event of trace.events) {
    if (event.kind === 'task.end') endings.set(event.task, event.ending);
    else if (event.kind === 'call.start') {
      const its = calls.get(event.task) ?? [];
      calls.set(event.task, its);
      its.push(event);
    }
  }
  const ends = new Map(outcomes.map(({ task, outcome }) => [task, outcome]));
  return trace.events.flatMap((event) => {
    if (event.kind !== 'task.start' || event.role === 'after') return [];
    const ending = endings.get(event.task) ?? null;
    const outcome = ends.get(event.task);
    if (outcome === undefined) return [];
    return [countsOf(event, { ending, outcome, calls: calls.get(event.task) ?? [] })];
  });
}

type Call = Extract<Event, { kind: 'call.start' }>;
type Start = Extract<Event, { kind: 'task.start' }>;

interface End {
  readonly ending: Ending | null;
  readonly outcome: Outcome;
  readonly calls: readonly Call[];
}

function countsOf({ role, shouldAbstain }: Start, { ending, outcome, calls }: End): TaskCounts {
  const disposition = ending?.how === 'answered' ? ending.disposition : 'failed';
  const abstained = disposition === 'abstained' || disposition === 'escalated';
  return {
    isUnderFaults: role === 'during',
    shouldAbstain,
    abstained,
    isSafeSuccess: isSafeSuccess(outcome, shouldAbstain, ending),
    rated: ratedIn(ending, shouldAbstain),
    loads: loadsOf(calls),
  };
}

/**
 * SafeSuccess: the world and the answer are as they should be, no effect is there twice, and no
 * claim of success lacks support. Outcomes tell of the last two; a right abstention is a success,
 * and so is a degraded answer that is known to be the expected one.
 */
function isSafeSuccess(
  outcome: Outcome,
  shouldAbstain: boolean | null,
  ending: Ending | null,
): boolean {
  if (shouldAbstain === true) return outcome === 'abstained' || outcome === 'escalated';
  if (outcome === 'degraded') return ending?.how === 'answered' && ending.correct === true;
  return outcome === 'unaffected' || outcome === 'recovered';
}

/**
 * An answer's `confidence`, a number from 0 to 1 in its own structure. Answers that abstain are no
 * answers here; an answer to a task that asks to abstain is a wrong one.
 */
function ratedIn(ending: Ending | null, shouldAbstain: boolean | null): TaskCounts['rated'] {
  if (ending?.how !== 'answered') return null;
  const { answer, disposition, correct } = ending;
  if (disposition !== 'full' && disposition !== 'degraded') return null;
  if (correct === null && shouldAbstain !== true) return null;
  const { confidence } = (answer ?? {}) as { readonly confidence?: unknown };
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) return null;
  return { confidence, wrong: shouldAbstain === true || correct === false };
}

function loadsOf(calls: readonly Call[]): ReadonlyMap<string, Load> {
  const loads = new Map<string, Load>();
  for (const [point, its] of Map.groupBy(calls, (call) => call.point)) {
    const requests = new Set(its.map(({ site }) => site.op)).size;
    loads.set(point, { attempts: its.length, requests });
  }
  return loads;
}
