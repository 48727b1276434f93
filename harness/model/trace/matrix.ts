/** One mutant's row of the kill matrix. */
export interface MutantRow {
  readonly id: string;
  readonly family: string;
  /** Whether the check of its own invariant failed. */
  readonly flagged: boolean;
  /** That check's name. */
  readonly by: string;
  /** Strikes in the minimal plan; 0 where it was not flagged. */
  readonly strikes: number;
  /** The replay file, or null where it was not flagged. */
  readonly repro: string | null;
  /** Where faults were looked for, what found it, such as `level 1, run 31`, or why nothing did. */
  readonly how?: string;
}

/** The results of the careful systems of a matrix. */
export interface CarefulRuns {
  readonly runs: number;
  /** The number of these that failed. */
  readonly falseAlarms: number;
  /** The number of these that could not be judged. */
  readonly unknown: number;
}

/** The kill matrix: careful systems must never be flagged, every mutant must be, by its own check. */
export interface Matrix {
  readonly careful: CarefulRuns;
  readonly mutants: readonly MutantRow[];
}
