import { z } from 'zod';
import type { LoadFacts, PhaseFacts, Stretch } from './load-facts.ts';
import { planSchema } from '../../../harness/model/fault/plan.ts';
import { recoveryKinds } from '../../../harness/model/load/load-report.ts';
import { timeCountsSchema } from '../../../harness/model/load/load-report-schema.ts';
import { arrivalKinds, roleSchema } from '../../../harness/model/phase.ts';
import { outcomes } from '../../../harness/model/trace/outcome.ts';

const count = z.int().min(0);
const ms = z.number().min(0);

const stretchSchema: z.ZodType<Stretch> = z.strictObject({
  offered: count,
  dropped: count,
  right: count,
  outcomes: z.partialRecord(z.enum(outcomes), count).readonly(),
  points: z.record(z.string(), z.strictObject({ attempts: count, requests: count })).readonly(),
  responses: timeCountsSchema,
});

const phaseFactsSchema: z.ZodType<PhaseFacts> = z.strictObject({
  name: z.string(),
  role: roleSchema,
  lastsMs: ms,
  stretches: z.array(stretchSchema).max(100_000).readonly(),
});

/** The schema of what is compared of a load. */
export const loadFactsSchema: z.ZodType<LoadFacts> = z.strictObject({
  version: z.literal(1),
  kind: z.literal('load'),
  gap: z.string().nullable(),
  scenario: z.string(),
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  seed: count,
  plan: planSchema,
  arrivals: z.enum(arrivalKinds),
  shape: z.number().nullable().default(null),
  rate: z.number(),
  concurrencyLimit: z.int().nullable(),
  withinMs: ms,
  deadlineMs: ms,
  windowMs: ms,
  phases: z.array(phaseFactsSchema).max(100).readonly(),
  recovery: z
    .strictObject({ kind: z.enum(recoveryKinds), afterMs: ms.nullable(), reason: z.string() })
    .nullable(),
});
