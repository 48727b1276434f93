import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Missed } from '../../harness/model/trace/trace.ts';

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

/** The reason for a verdict `unknown` or `not-applicable`, and how many runs had it. */
export interface Doubt {
  readonly check: string;
  readonly reason: string;
  readonly count: number;
}

/** A failure of Brownout itself, or of a machine that did not do what a fault asked of it. */
export interface HarnessFailure {
  readonly message: string;
  /** How many runs failed with this failure first. */
  readonly count: number;
}

/** A host that the agent called in vain: it is no point of the scenario, or `why` says more. */
export interface ForeignHost {
  readonly host: string;
  readonly requests: number;
  /** How many tasks called the host. */
  readonly tasks: number;
  /** Why the point that the host leads to was not reached; absent for a host that is no point. */
  readonly why?: Missed;
}

/** How many tasks of each role ended in each outcome; every role and outcome is a key. */
export type Mix = Readonly<Record<Role, Readonly<Record<Outcome, number>>>>;

/** A strike that met no call in any run of its scenario. */
export interface Miss {
  /** The strike in words: `lost-reply at flights POST /book, 1st call`. */
  readonly strike: string;
  /** How many runs had the strike in their plan. */
  readonly runs: number;
}
