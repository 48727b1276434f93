import type { Outcome } from './outcome.ts';
import type { Role } from '../phase.ts';
import type { Trace } from './trace.ts';
import type { WithoutStrike } from '../fault/without-strike.ts';
import type { Result, Verdict } from './verdict.ts';

/** One check's verdict on one run. */
export interface CheckVerdict {
  readonly check: string;
  readonly verdict: Verdict;
}

/** The outcome of one task, and the role of its phase. */
export interface TaskOutcome {
  readonly task: string;
  readonly role: Role;
  readonly outcome: Outcome;
}

/** A failed check of a run, shrunk: the smallest run known to fail it in the same way. */
export interface ShrunkFailure {
  readonly check: string;
  readonly signature: string;
  /** Only illustrates: what the run came to is said by the run that was shrunk. */
  readonly run: RunRecord;
  /** What the check says without each strike of the plan of `run`; left out where nobody asked. */
  readonly without?: readonly WithoutStrike[];
  /** Runs of the same plan and seed made since, where none of them failed so. */
  readonly notAgainIn?: number;
}

/** The record of one run: all that reports need. */
export interface RunRecord {
  readonly version: 2;
  /** Unique among the runs of one command, fit for a file name. */
  readonly id: string;
  readonly family: string;
  /** The scenario's file, relative to where the command was run. */
  readonly file: string;
  readonly trace: Trace;
  readonly verdicts: readonly CheckVerdict[];
  readonly outcomes: readonly TaskOutcome[];
  readonly result: Result;
  /** Why the run as a whole shows nothing, where its result is unknown for that reason; else null. */
  readonly why: string | null;
  /** Lines that the agent printed last, in a process of its own or in this one. */
  readonly output: readonly string[];
  /** The replay file of the failure, where one was written. */
  readonly repro: string | null;
  /** Real time it took, in ms. */
  readonly tookMs: number;
  /** Checks that would not fail had the default reader taken an answer's words for another disposition. */
  readonly restsOnReading?: readonly string[];
  /** Its failures that were shrunk. */
  readonly shrunk?: readonly ShrunkFailure[];
}
