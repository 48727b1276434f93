import { z } from 'zod';
import { resultSchema } from '../trace/verdict.ts';
import { shareSchema } from './load-report.ts';
import { manyLoads } from './many-loads.ts';

const ms = z.number().min(0);
const words = z.array(z.string()).max(1000).readonly();

const trialSchema = z.strictObject({
  rate: z.number().min(0),
  lastsMs: ms,
  /** Whether all bounds hold, and the load does not take on more than is done. */
  result: resultSchema,
  /** Of the bound that does not hold, or is not known; '' where all hold. */
  reason: z.string(),
  goodput: shareSchema.nullable(),
  p99Ms: ms,
  /** Most tasks that were open at once. */
  openMost: z.int().min(0),
  /** Why the load was not what it should be. */
  invalid: words,
});

/** What one rate came to, at the longest that it was tried for. */
export type CapacityTrial = z.infer<typeof trialSchema>;

/** The schema of the highest rate at which a system keeps its bounds: `capacity.json`. */
export const capacitySchema = z.strictObject({
  ...manyLoads,
  seed: z.int().min(0),
  /** The bounds, as they were asked for. */
  bounds: words,
  /** The highest rate that holds, under the lowest that fails; null where none does. */
  holdsAt: z.number().nullable(),
  /** The lowest rate that fails; null where none does. */
  failsAt: z.number().nullable(),
  /** Why the lowest that fails does, or why more is not known. */
  reason: z.string(),
  /** In the order in which they were made. */
  trials: z.array(trialSchema).max(1000).readonly(),
  /** `pass` where what holds and what fails are known and near each other; `fail` where nothing holds. */
  result: resultSchema,
});

/** The highest rate at which a system keeps its bounds, without faults: `capacity.json`. */
export type FoundCapacity = z.infer<typeof capacitySchema>;
