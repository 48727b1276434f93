import { z } from 'zod';

const count = z.int().min(0);

const rowSchema = z.strictObject({
  id: z.string(),
  family: z.string(),
  /** Whether the check of its own invariant failed. */
  flagged: z.boolean(),
  /** That check's name. */
  by: z.string(),
  /** Strikes in the minimal plan; 0 where it was not flagged. */
  strikes: count,
  /** The replay file, or null where it was not flagged. */
  repro: z.string().nullable(),
  /** Where faults were looked for, what found it, such as `level 1, run 31`, or why nothing did. */
  how: z.exactOptional(z.string()),
});

/** One mutant's row of the kill matrix. */
export type MutantRow = z.infer<typeof rowSchema>;

const carefulSchema = z.strictObject({
  runs: count,
  /** The number of these that failed. */
  falseAlarms: count,
  /** The number of these that could not be judged. */
  unknown: count,
});

/** The results of the careful systems of a matrix. */
export type CarefulRuns = z.infer<typeof carefulSchema>;

/** The schema of a kill matrix inside `report.json`. */
export const matrixSchema = z.strictObject({
  careful: carefulSchema,
  mutants: z.array(rowSchema).readonly(),
});

/** The kill matrix: careful systems must never be flagged, every mutant must be, by its own check. */
export type Matrix = z.infer<typeof matrixSchema>;
