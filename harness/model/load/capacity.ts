import type { ArrivalKind } from '../phase.ts';
import type { Mode } from '../trace/trace.ts';
import type { Result } from '../trace/verdict.ts';
import type { LoadShare } from './load-report.ts';

/** What one rate came to, at the longest that it was tried for. */
export interface CapacityTrial {
  readonly rate: number;
  readonly lastsMs: number;
  /** Whether all bounds hold, and the load does not take on more than is done. */
  readonly result: Result;
  /** Of the bound that does not hold, or is not known; '' where all hold. */
  readonly reason: string;
  readonly goodput: LoadShare | null;
  readonly p99Ms: number;
  /** Most tasks that were open at once. */
  readonly openMost: number;
  /** Why the load was not what it should be. */
  readonly invalid: readonly string[];
}

/** The highest rate at which a system keeps its bounds, without faults: `capacity.json`. */
export interface FoundCapacity {
  readonly version: 1;
  readonly scenario: string;
  /** The scenario's file, relative to where the command was run. */
  readonly file: string;
  readonly variant: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly arrivals: ArrivalKind;
  readonly withinMs: number;
  /** The bounds, as they were asked for. */
  readonly bounds: readonly string[];
  /** The highest rate that holds, under the lowest that fails; null where none does. */
  readonly holdsAt: number | null;
  /** The lowest rate that fails; null where none does. */
  readonly failsAt: number | null;
  /** Why the lowest that fails does, or why more is not known. */
  readonly reason: string;
  /** In the order in which they were made. */
  readonly trials: readonly CapacityTrial[];
  /** Why it ended before its time; null where it did not. */
  readonly cut: string | null;
  /** `pass` where what holds and what fails are known and near each other; `fail` where nothing holds. */
  readonly result: Result;
  /** Real time it took (ms). */
  readonly tookMs: number;
}
