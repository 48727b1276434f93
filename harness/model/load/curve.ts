import type { Plan } from '../fault/plan.ts';
import type { ArrivalKind } from '../phase.ts';
import type { Mode } from '../trace/trace.ts';
import type { Result } from '../trace/verdict.ts';
import type { LoadShare } from './load-report.ts';

/** What is varied. */
export interface CurveAxis {
  /** `rate`, or a number of a strike: `slow.ms`. */
  readonly name: string;
  readonly unit: string;
  /** The place in the plan of the strike that is varied; null where none is. */
  readonly strike: number | null;
  /** From mild to harsh, as they were asked for. */
  readonly values: readonly number[];
}

/** Tasks that were offered, and those that were right, in time. */
export interface RightTasks {
  readonly offered: number;
  readonly right: number;
}

/** What a bound, or a check of the scenario, comes to: in one load, or in those of a level. */
export interface CurveBound {
  /** As it was asked for: `p99 <= 2 s`; or the name of a check. */
  readonly gate: string;
  readonly result: Result;
  readonly reason: string;
}

/** What one load says of a level. */
export interface CurveRun extends RightTasks {
  readonly seed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Attempts for each request at the point where they are most; null where nothing was called. */
  readonly attempts: number | null;
  /** Spent for each task that is right and in time; null where there is none, or that is not known. */
  readonly tokensPerRight: number | null;
  readonly costPerRight: number | null;
  /** The baseline of the same load; null where it has none. */
  readonly before: RightTasks | null;
  /** How often the strike that is varied hit; null where none is. */
  readonly hits: number | null;
  /** Tasks that ended as none may: silently wrong, unsafe, hung. */
  readonly bad: number;
  /** What the bounds on the phase, apart from those on goodput, and the checks come to. */
  readonly bounds: readonly CurveBound[];
  /** Checks, and outcomes that may not be, that cannot be told of its tasks, and why. */
  readonly undecided: readonly string[];
  /** Why the load was not what it should be, so that it says nothing of the system. */
  readonly invalid: readonly string[];
  /** Why else it shows nothing. */
  readonly doubts: readonly string[];
}

/** One level of a curve. */
export interface CurveLevel {
  readonly x: number;
  /** The share of tasks that were right, in time, with its part of the band; null where it is not known. */
  readonly goodput: LoadShare | null;
  /** Why it is not known; null where it is. */
  readonly why: string | null;
  /** What each other bound, and each check, comes to in its loads: fails where it does in more than half of them. */
  readonly bounds: readonly CurveBound[];
  readonly runs: readonly CurveRun[];
}

/** What a system came to over one number that was varied: `curve.json`. */
export interface Curve {
  readonly version: 1;
  readonly scenario: string;
  /** The scenario's file, relative to where the command was run. */
  readonly file: string;
  readonly variant: string;
  readonly mode: Mode;
  readonly plan: Plan;
  readonly axis: CurveAxis;
  readonly seeds: readonly number[];
  readonly arrivals: ArrivalKind;
  /** Tasks a second, where the rate is not what is varied. */
  readonly rate: number;
  readonly withinMs: number;
  /** The phase in which it was measured, and how long it lasts (ms). */
  readonly phase: 'baseline' | 'fault';
  readonly phaseMs: number;
  /** What goodput must come to; null where nothing was asked for. */
  readonly bound: { readonly text: string; readonly limit: number } | null;
  readonly levels: readonly CurveLevel[];
  /** The goodput of the baseline at the first level; null where it has none. */
  readonly start: LoadShare | null;
  /** Null where nothing was asked for. */
  readonly knee: {
    /** The last level up to which the lower band meets the bound at each; null where the first does not. */
    readonly holdsAt: number | null;
    /** The first level whose upper band is below the bound; null where none is. */
    readonly failsAt: number | null;
  } | null;
  /** The area under the curve, of what would be if nothing were lost; null where not all of it is known. */
  readonly audc: LoadShare | null;
  /** Why it ended before its time; null where it did not. */
  readonly cut: string | null;
  /** Whether goodput and all else meets its bound over the whole range, and no task ended as none may. */
  readonly result: Result;
  /** Real time it took (ms). */
  readonly tookMs: number;
}
