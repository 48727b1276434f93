import { readTasks, type TaskCall, type TaskRecord, type Trace } from '../../../index.ts';
import type { Batch, Claim } from '../agent/claim.ts';
import type { Answer, Decision } from '../agent/decision.ts';

/** A claim as a task handed it in, and what the desk answered. */
export interface Decided {
  readonly task: TaskRecord;
  readonly claim: Claim;
  readonly decision: Decision;
  /** Whether the task was given the true rulebook. */
  readonly hadRules: boolean;
}

/** Every claim of a run that was answered, in order. */
export function decidedIn(trace: Trace): readonly Decided[] {
  return readTasks(trace).tasks.flatMap((task) => {
    if (task.ending.how !== 'answered') return [];
    const { decisions = [] } = task.ending.answer as Partial<Answer>;
    const hadRules = task.calls.some(isTrueRulebook);
    return (task.start.input as Batch).claims.flatMap((claim) => {
      const decision = decisions.find((it) => it.claim === claim.id);
      return decision ? [{ task, claim, decision, hadRules }] : [];
    });
  });
}

/** Every claim of the fault phase that was answered. */
export function decidedDuring(trace: Trace): readonly Decided[] {
  return decidedIn(trace).filter(({ task }) => task.role === 'during');
}

/** Where a decision stands in the trace. */
export function seqsOf({ task }: Decided): readonly number[] {
  return task.end ? [task.end.seq] : [];
}

/** A reply sent in another way (`rewrite`) may have come too late, or not been whole. */
function isTrueRulebook({ start, end, hits }: TaskCall): boolean {
  const isSound = end?.outcome === 'replied' && end.taint === '';
  return start.point === 'rulebook' && isSound && hits.every(({ effect }) => effect !== 'rewrite');
}
