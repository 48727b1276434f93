import { z } from 'zod';
import { arrivalKinds } from '../phase.ts';
import { resultSchema } from '../trace/run-record-schema.ts';
import type { FoundCapacity, CapacityTrial } from './capacity.ts';

const ms = z.number().min(0);
const words = z.array(z.string()).max(1000).readonly();
const share = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

const trialSchema: z.ZodType<CapacityTrial> = z.strictObject({
  rate: z.number().min(0),
  lastsMs: ms,
  result: resultSchema,
  reason: z.string(),
  goodput: share.nullable(),
  p99Ms: ms,
  openMost: z.int().min(0),
  invalid: words,
});

/** The schema of the highest rate at which a system keeps its bounds: `capacity.json`. */
export const capacitySchema: z.ZodType<FoundCapacity> = z.strictObject({
  version: z.literal(1),
  scenario: z.string(),
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  seed: z.int().min(0),
  arrivals: z.enum(arrivalKinds),
  withinMs: ms,
  bounds: words,
  holdsAt: z.number().nullable(),
  failsAt: z.number().nullable(),
  reason: z.string(),
  trials: z.array(trialSchema).max(1000).readonly(),
  cut: z.string().nullable(),
  result: resultSchema,
  tookMs: ms,
});
