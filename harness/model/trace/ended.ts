import { z } from 'zod';
import { outcomes, outcomeSchema, type Outcome } from './outcome.ts';

/** How many runs ended in each outcome, worst first, as JSON; those of none are left out. */
export const endedSchema = z
  .array(z.strictObject({ outcome: outcomeSchema, count: z.int().min(0) }))
  .readonly();

/** How many runs ended in each outcome, worst first. */
export type EndedCounts = z.infer<typeof endedSchema>;

/** The outcomes in which runs ended, worst first, given how many ended in each. */
export function endedCounts(countOf: (outcome: Outcome) => number): EndedCounts {
  return outcomes
    .map((outcome) => ({ outcome, count: countOf(outcome) }))
    .filter(({ count }) => count > 0)
    .toReversed();
}
