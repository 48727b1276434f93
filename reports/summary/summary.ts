import type { Matrix } from '../../harness/model/trace/matrix.ts';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Ending, Event, Mode } from '../../harness/model/trace/trace.ts';
import type { WithoutStrike } from '../../harness/model/fault/without-strike.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import type { Reliability } from '../reliability/reliability.ts';
import type { ScenarioTally } from './scenario-tally.ts';
import type { SeedGroup } from '../reliability/seeds.ts';
import type { Searched, SearchSummary } from './search-summary.ts';
import type {
  ResultCounts,
  CheckSummary,
  Doubt,
  HarnessFailure,
  ForeignHost,
  Mix,
  Miss,
} from './counts.ts';

/** A scenario file that could not be loaded. */
interface LoadError {
  readonly file: string;
  readonly message: string;
}

/** A load error with its message split into lines. */
interface ReportedError extends LoadError {
  readonly lines: readonly string[];
}

/** What a summary needs beside the runs. */
export interface Meta {
  /** The command as it was typed: `brownout run scenarios`. */
  readonly command: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  /** Whether the command was stopped early, so that runs are missing. */
  readonly partial: boolean;
  /** How many runs were asked of each scenario, if more than one. */
  readonly runsEach?: number;
  /** The version of Brownout. */
  readonly version: string;
  readonly matrix?: Matrix;
  /** Counts of the runs that were not kept. */
  readonly tallies?: readonly ScenarioTally[];
  readonly searches?: readonly Searched[];
  readonly errors?: readonly LoadError[];
}

/** A mutant of a scenario. */
export interface VariantSummary {
  readonly variant: string;
  readonly runs: number;
  /** How many of these runs the mutant's own check flagged. */
  readonly flagged: number;
}

/** The result of one scenario. The counts leave out the runs of mutants in a matrix. */
export interface ScenarioSummary extends ResultCounts {
  readonly family: string;
  /** The title, which states the claim. */
  readonly title: string;
  readonly file: string;
  /** Which system ran: `careful`, or the id of a mutant. */
  readonly variant: string;
  readonly result: Result;
  readonly runs: number;
  /**
   * How many runs were struck by no fault by chance while others were; no other count includes
   * them.
   */
  readonly idle: number;
  readonly modes: readonly Mode[];
  readonly checks: readonly CheckSummary[];
  readonly mix: Mix;
  readonly doubts: readonly Doubt[];
  /** Why checks did not apply. */
  readonly inapplicable: readonly Doubt[];
  readonly harnessFailures: readonly HarnessFailure[];
  readonly misses: readonly Miss[];
  readonly foreign: readonly ForeignHost[];
  readonly variants: readonly VariantSummary[];
  /** Present where several runs were asked of each scenario. */
  readonly reliability?: Reliability;
  /** What came of each seed, in groups that came out alike, at most 1000. */
  readonly seeds: readonly SeedGroup[];
  readonly tookMs: number;
}

/** The scenarios of one family. */
export interface FamilySummary {
  readonly family: string;
  readonly result: Result;
  readonly runs: number;
  readonly scenarios: readonly ScenarioSummary[];
}

/**
 * The time of an event. Many events share a millisecond of virtual time; `seq` gives their order.
 */
export interface Instant {
  readonly seq: number;
  /** Milliseconds since the run opened. */
  readonly atMs: number;
}

/** A line of a timeline: an event in words. */
export interface TimelineLine extends Instant {
  readonly kind: Event['kind'];
  readonly text: string;
  /** The number of the event in the evidence, from 1; 0 where it is no evidence. */
  readonly evidence: number;
  /** Whether it belongs to a task that the finding concerns. */
  readonly isAbout: boolean;
}

/** A mark on a bar: a fault that struck, or a side effect. */
export interface Mark extends Instant {
  readonly kind: 'fault' | 'effect';
  readonly text: string;
  readonly evidence: number;
}

/** A bar of a timeline: a call, a task, or the downtime of the agent's process. */
export interface Bar {
  readonly kind: 'task' | 'call' | 'process';
  /** The point that was called; `agent` for tasks and the process. */
  readonly lane: string;
  readonly label: string;
  readonly from: Instant;
  /** When the bar ends; null where the trace does not say. */
  readonly to: Instant | null;
  /** How the call or task ended, in words. */
  readonly ending: string;
  /** Whether it is of a task that the finding is about. */
  readonly isAbout: boolean;
  readonly isGood: boolean;
  readonly marks: readonly Mark[];
  /** The numbers of the evidence that starts or ends the bar. */
  readonly evidence: readonly number[];
}

/** A task that a finding concerns; its values are whole, and only screens shorten them. */
export interface FindingTask {
  readonly task: string;
  readonly input: unknown;
  /** The expected result of the task in words; empty where the task states none. */
  readonly expected: string;
  /** How the task ended; null where the run broke off. */
  readonly ending: Ending | null;
}

/** The part of a run that bears on a finding. */
export interface Timeline {
  readonly lines: readonly TimelineLine[];
  readonly bars: readonly Bar[];
  /** The roles of the phases shown; the other phases had no part in the finding. */
  readonly roles: readonly Role[];
  /** How many events and bars of these phases were left out. */
  readonly leftOut: { readonly lines: number; readonly bars: number };
}

/** A task beside the same task of the same run before the faults, step by step. */
export interface Twin {
  readonly task: string;
  /** The task without faults. */
  readonly clean: string;
  readonly rows: readonly TwinRow[];
  /** The place of the first row in which the two differ; null where none does. */
  readonly diverges: number | null;
  /** How many rows were left out: alike ones before these, and any after them. */
  readonly leftOut: { readonly before: number; readonly after: number };
}

/** A call of both tasks, of one alone (the other is null), or how they ended. */
export interface TwinRow {
  readonly clean: Bar | null;
  readonly struck: Bar | null;
  readonly differs: boolean;
}

/** A finding: all runs of a scenario and variant that failed one check with one signature. */
export interface Finding {
  readonly family: string;
  readonly title: string;
  readonly file: string;
  readonly variant: string;
  readonly check: string;
  readonly signature: string;
  /** The harm to users of the agent, in one sentence. */
  readonly harm: string;
  /** Whether it is the expected failure of a mutant in a matrix. */
  readonly isExpected: boolean;
  /** How many runs failed so, and of how many runs of this scenario and variant. */
  readonly count: number;
  readonly ofRuns: number;
  /** How many reruns of the plan did not fail, if only one run ever failed; else 0. */
  readonly notAgainIn: number;
  /** The worst outcome of each of these runs, counted, worst outcome first. */
  readonly ended: readonly { readonly outcome: Outcome; readonly count: number }[];
  /** Where a search found it, in words; null for a finding of plain runs. */
  readonly met: string | null;
  /**
   * The id of the run that the fields below describe: the smallest (fewest strikes, then fewest
   * events) of those with the worst outcome, shrunk if shrinking was done.
   */
  readonly run: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly reason: string;
  readonly plan: Plan;
  /** The plan in words, a line for each strike. */
  readonly strikes: readonly string[];
  /** What the check says without each strike; null of a mutant in a matrix, of which nobody asks. */
  readonly without: readonly WithoutStrike[] | null;
  /** The worst outcome of the tasks it concerns in that run; null where it concerns no task. */
  readonly outcome: Outcome | null;
  /** Whether the verdict rests on how the default reader classified an answer. */
  readonly restsOnReading: boolean;
  /** Hosts that these tasks called and that are no points. */
  readonly foreign: readonly string[];
  /** The tasks that the finding concerns, 5 at most. */
  readonly tasks: readonly FindingTask[];
  readonly evidence: readonly TimelineLine[];
  readonly timeline: Timeline;
  /** The worst of its tasks beside the same without faults; null where no such was run. */
  readonly twin: Twin | null;
  /** What may be the cause, by what that task did: sentences, likeliest first. */
  readonly causes: readonly string[];
  /** The last lines the agent's process printed. */
  readonly output: readonly string[];
  /** The command that replays the run; null where no replay file was written. */
  readonly replay: string | null;
}

/** The content of a report: plain data, in reading order. */
export interface Summary {
  readonly version: 3;
  readonly meta: Omit<Meta, 'matrix' | 'tallies' | 'searches' | 'errors'>;
  readonly result: Result;
  /** The totals of the report. A search counts as a scenario, and its runs as runs. */
  readonly totals: {
    readonly scenarios: number;
    readonly passed: number;
    readonly failed: number;
    readonly inconclusive: number;
    readonly runs: number;
    /** Runs of mutants in a matrix, which are expected to fail. */
    readonly mutantRuns: number;
    /** Runs in which Brownout itself failed; they count as inconclusive, too. */
    readonly harnessFailures: number;
    /** Unexpected findings, including those left out. */
    readonly findings: number;
  };
  readonly families: readonly FamilySummary[];
  /** The reliability over all scenarios, where several runs were asked of each. */
  readonly reliability?: Reliability;
  readonly searches: readonly SearchSummary[];
  readonly findings: readonly Finding[];
  /** How many findings were left out. */
  readonly leftOut: number;
  readonly matrix: Matrix | null;
  readonly errors: readonly ReportedError[];
}
