import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Ending, Event } from '../../harness/model/trace/trace.ts';

/** What reliability needs to know of one task of a run. */
export interface TaskCounts {
  readonly isUnderFaults: boolean;
  /** Whether the task should abstain; null where the task does not say. */
  readonly shouldAbstain: boolean | null;
  readonly abstained: boolean;
  readonly isSafeSuccess: boolean;
  /** The confidence of the answer and whether the answer is wrong; null where either is unknown. */
  readonly rated: { readonly confidence: number; readonly wrong: boolean } | null;
  /** Attempts and logical requests, keyed by point. */
  readonly loads: ReadonlyMap<string, Load>;
}

/** The attempts at a point, and the logical requests that they were made for. */
export interface Load {
  readonly attempts: number;
  readonly requests: number;
}

/** The tasks of the baseline and of the fault phase, as reliability counts them. */
export function taskCounts(run: RunRecord): readonly TaskCounts[] {
  const { trace, outcomes } = run;
  const failing = failingTasks(run);
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
    const isFailing = failing === 'all' || failing.has(event.task);
    return [countsOf(event, { ending, outcome, isFailing, calls: calls.get(event.task) ?? [] })];
  });
}

type Call = Extract<Event, { kind: 'call.start' }>;
type Start = Extract<Event, { kind: 'task.start' }>;

interface End {
  readonly ending: Ending | null;
  readonly outcome: Outcome;
  /** Whether a check failed for the task. */
  readonly isFailing: boolean;
  readonly calls: readonly Call[];
}

function countsOf(
  { role, shouldAbstain }: Start,
  { ending, outcome, isFailing, calls }: End,
): TaskCounts {
  const disposition = ending?.how === 'answered' ? ending.disposition : 'failed';
  const abstained = disposition === 'abstained' || disposition === 'escalated';
  return {
    isUnderFaults: role === 'during',
    shouldAbstain,
    abstained,
    isSafeSuccess: !isFailing && isSafeSuccess(outcome, shouldAbstain, ending),
    rated: ratedIn(ending, shouldAbstain),
    loads: loadsOf(calls),
  };
}

/** The tasks that the evidence of failed checks is about; all where it is about none in particular. */
function failingTasks({ trace, verdicts }: RunRecord): ReadonlySet<string> | 'all' {
  const failing = new Set<string>();
  for (const { verdict } of verdicts) {
    if (verdict.result !== 'fail') continue;
    const seqs = new Set(verdict.evidence);
    const events = trace.events.filter(({ seq }) => seqs.has(seq));
    const its = events.flatMap((event) => ('task' in event && event.task !== '' ? event.task : []));
    if (its.length === 0) return 'all';
    for (const task of its) failing.add(task);
  }
  return failing;
}

/**
 * Whether a task ended in a SafeSuccess: the world and the answer are as expected, no side effect
 * is there twice, and no claim of success lacks support. The outcome says the last two. A task for which a check failed is none, whatever its outcome. A right
 * abstention is a success, and so is a degraded answer that is known to be expected.
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
 * The `confidence` of an answer, a number from 0 to 1 in its JSON. Null for an abstention; an
 * answer to a task that should abstain counts as wrong.
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
