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

/** Something that is high, and how many times as high as in the baseline. */
export interface LoadHigh {
  readonly what: LoadMechanism;
  readonly times: number;
}

/** How calls fell on a point once the faults were off, by their counts in windows of 100 ms. */
export interface LoadHerd {
  readonly point: string;
  /** Calls a second in the baseline, on average. */
  readonly usualPerSecond: number;
  /** Calls a second in the fullest window after the faults. */
  readonly peakPerSecond: number;
  /** When it came, since the faults were off (ms). */
  readonly peakAfterMs: number;
  /** The fullest window after the faults, and that of the baseline, over the mean of the baseline. */
  readonly peakRatio: number;
  readonly usualPeakRatio: number;
  /** Variance over mean, after the faults and in the baseline; 1 for Poisson arrivals. */
  readonly dispersion: number;
  readonly usualDispersion: number;
  /** Whether the peak is more than twice that of the baseline. */
  readonly isHerd: boolean;
}

/** Attempts for each request at a point, over those in the baseline. */
export interface LoadAmplification {
  readonly point: string;
  readonly value: number;
  /** Null where the phase is too short to say. */
  readonly low: number | null;
  readonly high: number | null;
  /** When the first window began in which they were more than 1.1 times as many; null where there is none. */
  readonly firstMs: number | null;
}
