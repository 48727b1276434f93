import type { Outcome } from '../trace/outcome.ts';

/** Tasks of one phase by what a check says of each. */
export interface LoadCheckCounts {
  readonly phase: string;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
}

/** A task that failed a check. */
export interface LoadCheckFailure {
  readonly task: string;
  readonly phase: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** `seq` of the events that show it, in the trace that is kept of the task. */
  readonly evidence: readonly number[];
}

/** What a check said of the tasks of a load, each by its own events. */
export interface LoadCheck {
  readonly check: string;
  /** The phases whose tasks it is about. */
  readonly phases: readonly LoadCheckCounts[];
  /** The one that ended worst of those that failed it; null where none did. */
  readonly worst: LoadCheckFailure | null;
  /** Why the first of those that are unknown is so; null where none is. */
  readonly doubt: string | null;
}

/** A check that says nothing of a load, and why. */
export interface LoadUnjudged {
  readonly check: string;
  readonly why: string;
}
