import { z } from 'zod';

/**
 * What a check that fails under a plan says of the same run without one strike of it. `fails`: in the same way
 * all the same. `differs`: it fails in another way. `idle`: it has nothing to judge.
 */
export const withoutResults = [
  'passes',
  'fails',
  'differs',
  'idle',
  'unknown',
  'not-tried',
] as const;

/** One of those. */
export type WithoutStrike = (typeof withoutResults)[number];

/** What a check says without each strike of a plan, in the order of the strikes. */
export const withoutSchema: z.ZodType<readonly WithoutStrike[]> = z
  .array(z.enum(withoutResults))
  .max(1000)
  .readonly();
