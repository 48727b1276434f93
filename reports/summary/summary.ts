import type { Matrix } from '../../harness/model/trace/matrix.ts';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Ending, Event, Mode } from '../../harness/model/trace/trace.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import type { Reliability } from '../reliability/reliability.ts';
import type { ScenarioTally } from './scenario-tally.ts';
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

/** The same, its message line by line: it may quote what a program printed. */
interface ToldError extends LoadError {
  readonly lines: readonly string[];
}

/** What a summary must be told beside the runs. */
export interface Meta {
  /** As it was typed: `brownout run scenarios`. */
  readonly command: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  /** Whether it was stopped in the middle, so that runs are missing. */
  readonly partial: boolean;
  /** Runs that were asked of each scenario, where there were to be several. */
  readonly runsEach?: number;
  /** Of Brownout. */
  readonly version: string;
  readonly matrix?: Matrix;
  /** Of the runs that were counted, but not kept. */
  readonly tallies?: readonly ScenarioTally[];
  readonly searches?: readonly Searched[];
  readonly errors?: readonly LoadError[];
}

/** A mutant of a scenario. */
export interface VariantSummary {
  readonly variant: string;
  readonly runs: number;
  /** How many of them the check of its own invariant flagged. */
  readonly flagged: number;
}

/** One scenario; counts are over its judged runs, which leaves the mutants of a matrix out. */
export interface ScenarioSummary extends ResultCounts {
  readonly family: string;
  /** The claim. */
  readonly title: string;
  readonly file: string;
  readonly result: Result;
  readonly runs: number;
  /** Of its runs, those that by luck struck nothing, where others did; in no other count. */
  readonly idle: number;
  readonly modes: readonly Mode[];
  readonly checks: readonly CheckSummary[];
  readonly mix: Mix;
  readonly doubts: readonly Doubt[];
  /** Of checks that did not apply. */
  readonly inapplicable: readonly Doubt[];
  readonly harnessFailures: readonly HarnessFailure[];
  readonly misses: readonly Miss[];
  readonly foreign: readonly ForeignHost[];
  readonly variants: readonly VariantSummary[];
  /** Where several runs were asked of each scenario. */
  readonly reliability?: Reliability;
  readonly tookMs: number;
}

/** The scenarios of one family. */
export interface FamilySummary {
  readonly family: string;
  readonly result: Result;
  readonly runs: number;
  readonly scenarios: readonly ScenarioSummary[];
}

/** When an event was: many share a millisecond of virtual time, so `seq` gives their order. */
export interface Instant {
  readonly seq: number;
  /** Since the run opened. */
  readonly atMs: number;
}

/** An event in words. */
export interface StoryLine extends Instant {
  readonly kind: Event['kind'];
  readonly text: string;
  /** Its number in the evidence, from 1; 0 where it is no evidence. */
  readonly evidence: number;
  /** Whether it is of a task that the finding is about. */
  readonly isAbout: boolean;
}

/** A point in time on a bar: a fault that struck, or an effect on the world. */
export interface Mark extends Instant {
  readonly kind: 'fault' | 'effect';
  readonly text: string;
  readonly evidence: number;
}

/** A stretch of time: a call, a task, or the time the agent's process was down. */
export interface Bar {
  readonly kind: 'task' | 'call' | 'process';
  /** The point that was called; `agent` for tasks and the process. */
  readonly lane: string;
  readonly label: string;
  readonly from: Instant;
  /** When it ended; null where the trace does not say. */
  readonly to: Instant | null;
  /** How it ended, in words. */
  readonly ending: string;
  /** Whether it is of a task that the finding is about. */
  readonly isAbout: boolean;
  readonly isGood: boolean;
  readonly marks: readonly Mark[];
  /** Numbers of the evidence that is the bar's own start or end. */
  readonly evidence: readonly number[];
}

/** A task that a finding is about, as it was asked, and whole: only screens cut it short. */
export interface ToldTask {
  readonly task: string;
  readonly input: unknown;
  /** What the task says should come of it, in words; '' where it says nothing. */
  readonly expected: string;
  /** How it ended; null where the run broke off. */
  readonly ending: Ending | null;
}

/** What happened in a run, as far as it bears on a finding. */
export interface Story {
  readonly lines: readonly StoryLine[];
  readonly bars: readonly Bar[];
  /** Phases that are told; the others played no part. */
  readonly roles: readonly Role[];
  /** Events and bars of these phases that had no room. */
  readonly leftOut: { readonly lines: number; readonly bars: number };
}

/** One way in which one claim broke: all runs with the same check and signature. */
export interface Finding {
  readonly family: string;
  readonly title: string;
  readonly file: string;
  readonly variant: string;
  readonly check: string;
  readonly signature: string;
  /** What it may do to those who rely on the agent, in one plain sentence. */
  readonly harm: string;
  /** Whether it is a mutant's own, in a matrix: it had to be found. */
  readonly isExpected: boolean;
  /** Runs that show it, of the runs of this scenario and variant. */
  readonly count: number;
  readonly ofRuns: number;
  /** Runs of the same plan made since, where nothing but one run ever failed so; else 0. */
  readonly notAgainIn: number;
  /** How the tasks it is about ended in these runs, the worst of each run, worst first. */
  readonly ended: readonly { readonly outcome: Outcome; readonly count: number }[];
  /** Where a search met it, in words; null for a finding of plain runs. */
  readonly met: string | null;
  /**
   * The rest is about one run that only illustrates: of those that ended worst the smallest (fewest
   * strikes, then fewest events), shrunk where it was.
   */
  readonly run: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly reason: string;
  readonly plan: Plan;
  /** The plan in words, one line a strike. */
  readonly strikes: readonly string[];
  /** How the task it is about ended there; null where no task did. */
  readonly outcome: Outcome | null;
  /** Whether it rests on how the default reader took an answer. */
  readonly restsOnReading: boolean;
  /** Hosts that are no point, for which these tasks asked in vain. */
  readonly foreign: readonly string[];
  /** The tasks it is about, 5 at most. */
  readonly tasks: readonly ToldTask[];
  readonly evidence: readonly StoryLine[];
  readonly story: Story;
  /** The last lines the agent's process printed. */
  readonly output: readonly string[];
  /** The command that shows it again, or null where no replay file was written. */
  readonly replay: string | null;
}

/** All that a report says: plain data, in the order in which it is to be read. */
export interface Summary {
  readonly version: 3;
  readonly meta: Omit<Meta, 'matrix' | 'tallies' | 'searches' | 'errors'>;
  readonly result: Result;
  /** Searches count as scenarios, and their runs as runs. */
  readonly totals: {
    readonly scenarios: number;
    readonly passed: number;
    readonly failed: number;
    readonly inconclusive: number;
    readonly runs: number;
    /** Runs of mutants in a matrix, which are meant to fail. */
    readonly mutantRuns: number;
    /** Runs in which Brownout itself went wrong; they count as inconclusive, too. */
    readonly harnessFailures: number;
    /** Findings that are not expected, those without room for their story too. */
    readonly findings: number;
  };
  readonly families: readonly FamilySummary[];
  /** Of all scenarios together, where several runs were asked of each. */
  readonly reliability?: Reliability;
  readonly searches: readonly SearchSummary[];
  readonly findings: readonly Finding[];
  /** Findings that had no room. */
  readonly leftOut: number;
  readonly matrix: Matrix | null;
  readonly errors: readonly ToldError[];
}
