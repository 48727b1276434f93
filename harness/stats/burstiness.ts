import { demand } from './demand.ts';

/** How evenly events fall into short windows. */
export interface Burstiness {
  /** Events in a window, on average. */
  readonly mean: number;
  /** Events in the fullest window, and which it is, from 0. */
  readonly peak: number;
  readonly at: number;
  /** The index of dispersion: variance over mean; 1 for Poisson arrivals, more for bursts; 0 where there are none. */
  readonly dispersion: number;
}

/**
 * The burstiness of arrivals by their counts in windows of one length. An error for fewer than two windows.
 * Source: the index of dispersion for counts, D. R. Cox, P. A. W. Lewis, The Statistical Analysis of Series of
 * Events (1966); R. Gusella, IEEE Journal on Selected Areas in Communications 9 (1991) 203–211.
 */
export function burstiness(counts: readonly number[]): Burstiness {
  const n = counts.length;
  demand(n >= 2, 'at least two windows', String(n));
  const mean = counts.reduce((sum, one) => sum + one, 0) / n;
  const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  const peak = counts.reduce((most, one) => Math.max(most, one), 0);
  return { mean, peak, at: counts.indexOf(peak), dispersion: mean === 0 ? 0 : variance / mean };
}
