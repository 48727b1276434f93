import { tasksOf } from './failures-in.ts';
import { outcomes, type Outcome } from './outcome.ts';
import type { RunRecord } from './run-record.ts';

/** The worst outcome among the tasks that the evidence is about; among all where it names none. */
export function outcomeOf(run: RunRecord, seqs: readonly number[]): Outcome | null {
  const tasks = tasksOf(run.trace, seqs);
  const about = run.outcomes.filter(({ task }) => tasks.has(task));
  const ranks = (about.length > 0 ? about : run.outcomes).map((each) => rankOf(each.outcome));
  return outcomes[Math.max(-1, ...ranks)] ?? null;
}

/** How bad an outcome is; -1 for none. */
export function rankOf(outcome: Outcome | null): number {
  return outcome === null ? -1 : outcomes.indexOf(outcome);
}
