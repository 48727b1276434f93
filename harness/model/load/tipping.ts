import type { Plan } from '../fault/plan.ts';
import type { ArrivalKind } from '../phase.ts';
import type { Mode } from '../trace/trace.ts';
import type { Result } from '../trace/verdict.ts';
import type { CurveAxis } from './curve.ts';
import type { RecoveryKind } from './load-report.ts';

/** What became of the system after one fault. */
export interface TippingTrial {
  /** The depth of the fault. */
  readonly x: number;
  /** How long it was on. */
  readonly faultMs: number;
  /** Whether the system stayed bad after it, came back, or that is not known. */
  readonly outcome: 'tips' | 'returns' | 'unknown';
  /** How it came out; null where there was nothing to tell it from. */
  readonly kind: RecoveryKind | null;
  readonly reason: string;
  /** Why the load was not what it should be. */
  readonly invalid: readonly string[];
}

/** One depth: for how long the system bears the fault. */
export interface FrontierPoint {
  readonly x: number;
  /** The longest fault after which it came back, below those that tip it; null where none was seen. */
  readonly returnsAtMs: number | null;
  /** The shortest fault after which it did not; null where none was seen. */
  readonly tipsAtMs: number | null;
}

/** The smallest fault after which a system does not come back by itself: `tipping.json`. */
export interface Tipping {
  readonly version: 1;
  readonly scenario: string;
  /** The scenario's file, relative to where the command was run. */
  readonly file: string;
  readonly variant: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly plan: Plan;
  readonly axis: CurveAxis;
  readonly arrivals: ArrivalKind;
  readonly rate: number;
  readonly withinMs: number;
  /** The longest fault that was tried. */
  readonly longestMs: number;
  readonly frontier: readonly FrontierPoint[];
  /** Null where no fault that was tried tips it. */
  readonly smallest: {
    readonly x: number;
    readonly faultMs: number;
    readonly plan: Plan;
    readonly kind: RecoveryKind;
    readonly reason: string;
  } | null;
  /** In the order in which they were made. */
  readonly trials: readonly TippingTrial[];
  /** Those by which the smallest was found, with less depth or fewer strikes. */
  readonly shrinking: readonly TippingTrial[];
  /** Why it ended before its time; null where it did not. */
  readonly cut: string | null;
  /** `fail` where a fault tips it, `pass` where it comes back from the longest fault at each depth. */
  readonly result: Result;
  /** Real time it took (ms). */
  readonly tookMs: number;
}
