import { z } from 'zod';
import { planSchema } from '../../../harness/model/fault/plan.ts';
import {
  pointLoadSchema,
  recoveryKinds,
  timeCountsSchema,
} from '../../../harness/model/load/load-report.ts';
import { arrivalKinds, roleSchema } from '../../../harness/model/phase.ts';
import { outcomes } from '../../../harness/model/trace/outcome.ts';

const count = z.int().min(0);
const ms = z.number().min(0);

const stretchSchema = z.strictObject({
  offered: count,
  dropped: count,
  right: count,
  /** Outcomes that there were. */
  outcomes: z.partialRecord(z.enum(outcomes), count).readonly(),
  points: z.record(z.string(), pointLoadSchema).readonly(),
  responses: timeCountsSchema,
});

/** Counts of one stretch of a phase. */
export type Stretch = z.infer<typeof stretchSchema>;

const phaseFactsSchema = z.strictObject({
  name: z.string(),
  role: roleSchema,
  lastsMs: ms,
  /** Whole windows, of 5 s or more together: tasks nearer in time than that may fail together. */
  stretches: z.array(stretchSchema).max(100_000).readonly(),
});

/** What is compared of a phase. */
export type PhaseFacts = z.infer<typeof phaseFactsSchema>;

/** The schema of what is compared of a load. */
export const loadFactsSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('load'),
  /** Why the report says nothing of the system; null where it does. */
  gap: z.string().nullable(),
  scenario: z.string(),
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  seed: count,
  plan: planSchema,
  arrivals: z.enum(arrivalKinds),
  /** Of gamma arrivals; null of others, and where it is not known. */
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

/** What is compared of a load. */
export type LoadFacts = z.infer<typeof loadFactsSchema>;
