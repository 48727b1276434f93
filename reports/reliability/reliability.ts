import type { RiskCoverage } from '../../harness/stats/risk-coverage.ts';
import type { Estimate } from '../../harness/stats/wilson.ts';

/** There was something to measure, but in too few runs for an interval of use. */
export interface TooFew {
  readonly tooFewRuns: number;
}

/** A number with its 95 % interval, or why there is none. */
export type Measured = Estimate | TooFew;

/** The chance that k runs all pass; runs that could not be judged are left out. */
export interface PassHatK extends Estimate {
  readonly k: number;
  /** The same with these counted as failed; null where there are none. */
  readonly unknownFails: Estimate | null;
}

/** Attempts per logical request at a point under faults. */
export interface Amplification {
  readonly point: string;
  /** Whether it is divided by the same of the baseline, in the runs whose baseline reached the point. */
  readonly isOverBaseline: boolean;
  readonly ratio: Measured;
}

/** How risk falls when only the surest answers under faults are taken. */
export type Selective = TooFew | (RiskCoverage & { readonly answers: number });

/** How reliable an agent is over several runs. Null stands where there was nothing to measure. */
export interface Reliability {
  /** Runs that count: all but those that struck nothing by luck. */
  readonly runs: number;
  /** Of them, those that could not be judged. */
  readonly unknown: number;
  readonly passHatK: readonly PassHatK[] | TooFew;
  /** Of the tasks under faults that abstained, those that should; labelled tasks only. */
  readonly precision: Measured | null;
  /** Of the tasks under faults that should abstain, those that did. */
  readonly recall: Measured | null;
  /** Shares of tasks that ended in a SafeSuccess. */
  readonly safeSuccess: {
    readonly underFaults: Measured | null;
    readonly baseline: Measured | null;
    /** With faults less without, in the runs that have a baseline. */
    readonly difference: Measured | null;
  };
  readonly amplification: readonly Amplification[];
  readonly selective: Selective | null;
}
