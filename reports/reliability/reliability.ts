import { z } from 'zod';

const count = z.int().min(0);
const estimate = { value: z.number(), low: z.number(), high: z.number() };
const estimateSchema = z.strictObject(estimate);

/** Too few runs for an interval of use. */
const tooFewSchema = z.strictObject({ tooFewRuns: count });

const measuredSchema = z.union([estimateSchema, tooFewSchema]);

/** An estimate with its 95 % interval, or the reason for having none. */
export type Measured = z.infer<typeof measuredSchema>;

const passHatKSchema = z.strictObject({
  ...estimate,
  k: count,
  /** The same chance without the unknown runs; null where there are none. */
  judged: estimateSchema.nullable(),
});

/** The chance that k runs all pass; a run whose verdict is unknown counts as not passed. */
export type PassHatK = z.infer<typeof passHatKSchema>;

const amplificationSchema = z.strictObject({
  point: z.string(),
  /**
   * Whether the ratio is relative to the baseline, over the runs whose baseline reached the point.
   */
  isOverBaseline: z.boolean(),
  ratio: measuredSchema,
});

/** Attempts per logical request at a point under faults. */
export type Amplification = z.infer<typeof amplificationSchema>;

const selectiveSchema = z.union([
  tooFewSchema,
  z.strictObject({
    answers: count,
    curve: z.array(z.strictObject({ coverage: z.number(), risk: estimateSchema })).readonly(),
    aurc: estimateSchema,
    eAurc: estimateSchema,
  }),
]);

/** The error rate among the most confident answers under faults, for each coverage. */
export type Selective = z.infer<typeof selectiveSchema>;

/** The schema of a reliability in `report.json`. */
export const reliabilitySchema = z.strictObject({
  /** How many runs count: all runs except idle ones. */
  runs: count,
  /** How many of these runs have the verdict unknown. */
  unknown: count,
  passHatK: z.union([z.array(passHatKSchema).readonly(), tooFewSchema]),
  /**
   * Of the tasks under faults that abstained, the share that should; only tasks that say
   * `shouldAbstain`.
   */
  precision: measuredSchema.nullable(),
  /** Of the tasks under faults that should abstain, the share that did. */
  recall: measuredSchema.nullable(),
  /** The shares of tasks that ended in a SafeSuccess, with and without faults. */
  safeSuccess: z.strictObject({
    underFaults: measuredSchema.nullable(),
    baseline: measuredSchema.nullable(),
    /** The share under faults minus the share without, over the runs that have a baseline. */
    difference: measuredSchema.nullable(),
  }),
  amplification: z.array(amplificationSchema).readonly(),
  selective: selectiveSchema.nullable(),
});

/**
 * The reliability of an agent over several runs. Null stands where there was nothing to measure.
 */
export type Reliability = z.infer<typeof reliabilitySchema>;
