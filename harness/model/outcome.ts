/**
 * How one task ended: a closed set, best first. Only the last three always fail.
 * `unaffected`: no fault struck it, or none mattered. `recovered`: struck, and right all the same.
 */
export const outcomes = [
  'unaffected',
  'recovered',
  'degraded',
  'abstained',
  'escalated',
  'failed-loud',
  'silently-wrong',
  'unsafe',
  'hung',
] as const;

/** One of the nine outcomes. */
export type Outcome = (typeof outcomes)[number];
