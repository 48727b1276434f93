import { z } from 'zod';

const ms = z.number().min(0);

/** What may keep a system in a bad state; `unknown` where none of these is high. */
export const loadMechanisms = [
  'retries',
  'cache-misses',
  'pinned-pool',
  'service-time',
  'unknown',
] as const;

/** One of the five. */
export type LoadMechanism = (typeof loadMechanisms)[number];

/** The schema of something that is high. */
export const highSchema = z.strictObject({
  what: z.enum(loadMechanisms),
  times: ms,
});

/** Something that is high, and how many times as high as in the baseline. */
export type LoadHigh = z.infer<typeof highSchema>;

/** The schema of the attempts at a point. */
export const amplificationSchema = z.strictObject({
  point: z.string(),
  value: ms,
  /** Null where the phase is too short to say. */
  low: ms.nullable(),
  high: ms.nullable(),
  /** When the first window began in which they were more than 1.1 times as many; null where there is none. */
  firstMs: ms.nullable(),
});

/** Attempts for each request at a point, over those in the baseline. */
export type LoadAmplification = z.infer<typeof amplificationSchema>;

/** The schema of how calls fell on a point. */
export const herdSchema = z.strictObject({
  point: z.string(),
  /** Calls a second in the baseline, on average. */
  usualPerSecond: ms,
  /** Calls a second in the fullest window after the faults. */
  peakPerSecond: ms,
  /** When it came, since the faults were off (ms). */
  peakAfterMs: ms,
  /** The fullest window after the faults, and that of the baseline, over the mean of the baseline. */
  peakRatio: ms,
  usualPeakRatio: ms,
  /** Variance over mean, after the faults and in the baseline; 1 for Poisson arrivals. */
  dispersion: ms,
  usualDispersion: ms,
  /** Whether the peak is more than twice that of the baseline. */
  isHerd: z.boolean(),
});

/** How calls fell on a point once the faults were off, by their counts in windows of 100 ms. */
export type LoadHerd = z.infer<typeof herdSchema>;
