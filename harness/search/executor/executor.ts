import type { Plan } from '../../model/fault/plan.ts';
import type { RunOptions } from '../../run/run.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Mode } from '../../model/trace/trace.ts';
import type { Observation } from '../observe/observation.ts';
import type { Subject } from '../subject.ts';

/** One run of a scenario, as plain data: it may cross processes. */
export interface RunSpec extends Omit<RunOptions, 'mode'> {
  readonly seed: number;
  /** What Date says when a run in sim opens (ms since 1970). */
  readonly opensAtMs?: number;
  /** Whether it goes on after a baseline that fails; true where left out. */
  readonly isWhole?: boolean;
}

/** A schedule of one subject: what a search runs, many at once. */
export interface ScheduleSpec extends Subject {
  readonly plan: Plan;
  /**
   * Whether words that tell the time are told apart, which an executor first makes some runs to learn;
   * true where left out.
   */
  readonly isTimed?: boolean;
}

/**
 * Runs a scenario: the only way in which a command, a search, shrinking, a replay or a hunt runs anything. It
 * rejects where a run could not be made, never because of what the agent did. `inThread` makes one.
 *
 * It has two methods, since runs are made for two ends. A record is shown and kept: it has the whole trace. An
 * observation is compared: it crosses processes and stands in a journal, is a fourth as large, and is made where
 * runs before it have told which words tell the time. A load goes by neither: it plays no schedule once but
 * arrivals at a rate, and judges and forgets each task as it ends, so that there is no record of it.
 */
export interface Executor {
  readonly mode: Mode;
  /** Makes a run; resolves with all of it. */
  readonly run: (spec: RunSpec) => Promise<RunRecord>;
  /**
   * Makes a run in sim; resolves with what a search keeps of it. Several may be under way at once: what
   * is observed does not depend on that, nor on where it is run.
   */
  readonly observe: (spec: ScheduleSpec) => Promise<Observation>;
  /** How many schedules it can usefully have under way. */
  readonly width: number;
  /** Ends what it has started. */
  readonly close: () => Promise<void>;
}
