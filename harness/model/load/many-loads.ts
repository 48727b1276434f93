import { z } from 'zod';
import { arrivalKinds } from '../phase.ts';

/** What an artifact of several loads of one scenario says of them all. */
export const manyLoads = {
  version: z.literal(1),
  scenario: z.string(),
  /** The scenario's file, relative to where the command was run. */
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  arrivals: z.enum(arrivalKinds),
  withinMs: z.number().min(0),
  /** Why it ended before its time; null where it did not. */
  cut: z.string().nullable(),
  /** Real time it took (ms). */
  tookMs: z.number().min(0),
};
