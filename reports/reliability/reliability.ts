import type { RiskCoverage } from '../../harness/stats/risk-coverage.ts';
import type { Estimate } from '../../harness/stats/wilson.ts';

/** Too few runs for an interval of use. */
export interface TooFew {
  readonly tooFewRuns: number;
}

/** An estimate with its 95 % interval, or the reason for having none. */
export type Measured = Estimate | TooFew;

/** The chance that k runs all pass; a run whose verdict is unknown counts as not passed. */
export interface PassHatK extends Estimate {
  readonly k: number;
  /** The same chance without the unknown runs; null where there are none. */
  readonly judged: Estimate | null;
}

/** Attempts per logical request at a point under faults. */
export interface Amplification {
  readonly point: string;
  /**
   * Whether the ratio is relative to the baseline, over the runs whose baseline reached the point.
   */
  readonly isOverBaseline: boolean;
  readonly ratio: Measured;
}

/** The error rate among the most confident answers under faults, for each coverage. */
export type Selective = TooFew | (RiskCoverage & { readonly answers: number });

/**
 * The reliability of an agent over several runs. Null stands where there was nothing to measure.
 */
export interface Reliability {
  /** How many runs count: all runs except idle ones. */
  readonly runs: number;
  /** How many of these runs have the verdict unknown. */
  readonly unknown: number;
  readonly passHatK: readonly PassHatK[] | TooFew;
  /**
   * Of the tasks under faults that abstained, the share that should; only tasks that say
   * `shouldAbstain`.
   */
  readonly precision: Measured | null;
  /** Of the tasks under faults that should abstain, the share that did. */
  readonly recall: Measured | null;
  /** The shares of tasks that ended in a SafeSuccess, with and without faults. */
  readonly safeSuccess: {
    readonly underFaults: Measured | null;
    readonly baseline: Measured | null;
    /** The share under faults minus the share without, over the runs that have a baseline. */
    readonly difference: Measured | null;
  };
  readonly amplification: readonly Amplification[];
  readonly selective: Selective | null;
}
