import { z } from 'zod';

/**
 * How one task ended: a closed set, best first. Only the last three always fail.
 * `unaffected`: no fault struck it, or none mattered. `recovered`: struck, and right all the same.
 *
 * @example const places = new Map(outcomes.map((outcome, place) => [outcome, place]));
 */
export const outcomes = [
  'unaffected',
  'recovered',
  'degraded',
  'abstained',
  'escalated',
  'failed-loud',
  'hung',
  'silently-wrong',
  'unsafe',
] as const;

/** The outcomes that fail a run whatever its checks, worst first. */
export const alwaysFail = ['unsafe', 'silently-wrong', 'hung'] as const;

/** The name of the check, judged in every run, that no task ends so. */
export function neverCheck(outcome: (typeof alwaysFail)[number]): string {
  return `never-${outcome}`;
}

/** The name of the check, judged in every run with a baseline, that the agent works without faults. */
export const steadyCheck = 'steady-state';

/** One of the nine outcomes. */
export type Outcome = (typeof outcomes)[number];

/** One of the nine outcomes, as JSON. */
export const outcomeSchema: z.ZodType<Outcome> = z.enum(outcomes);
