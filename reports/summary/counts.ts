import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Role } from '../../harness/model/phase.ts';

/** How many runs ended with each verdict. */
export interface ResultCounts {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
}

/** One check over all runs of a scenario. */
export interface CheckSummary extends ResultCounts {
  readonly check: string;
  readonly notApplicable: number;
}

/** Why runs could tell nothing, or why a check did not apply to them. */
export interface Doubt {
  readonly check: string;
  readonly reason: string;
  readonly count: number;
}

/** What went wrong in Brownout itself, or in a machine that did not do what a fault asked of it. */
export interface HarnessFailure {
  readonly message: string;
  /** Runs in which it was the first to go wrong. */
  readonly count: number;
}

/** A host that is no point of the scenario: what was asked of it was refused. */
export interface ForeignHost {
  readonly host: string;
  readonly requests: number;
  /** Tasks that asked for it: each waited for what it could not get. */
  readonly tasks: number;
}

/** How many tasks of each role ended in each way; every role and outcome is there, 0 or not. */
export type Mix = Readonly<Record<Role, Readonly<Record<Outcome, number>>>>;

/** A strike that no run of its scenario ever met. */
export interface Miss {
  /** As a strike line: `lost-reply at flights POST /book, 1st call`. */
  readonly strike: string;
  /** How many runs it was planned for. */
  readonly runs: number;
}
