import { z } from 'zod';
import { outcomeSchema } from '../trace/outcome.ts';

const count = z.int().min(0);

/** Tasks of one phase by what a check says of each. */
const countsSchema = z.strictObject({
  phase: z.string(),
  passed: count,
  failed: count,
  unknown: count,
  notApplicable: count,
});

const failureSchema = z.strictObject({
  task: z.string(),
  phase: z.string(),
  outcome: outcomeSchema,
  reason: z.string(),
  /** `seq` of the events that show it, in the trace that is kept of the task. */
  evidence: z.array(count).max(1000).readonly(),
});

/** A task that failed a check. */
export type LoadCheckFailure = z.infer<typeof failureSchema>;

/** The schema of what a check said of the tasks of a load. */
export const loadCheckSchema = z.strictObject({
  check: z.string(),
  /** The phases whose tasks it is about. */
  phases: z.array(countsSchema).max(100).readonly(),
  /** The one that ended worst of those that failed it; null where none did. */
  worst: failureSchema.nullable(),
  /** Why the first of those that are unknown is so; null where none is. */
  doubt: z.string().nullable(),
});

/** What a check said of the tasks of a load, each by its own events. */
export interface LoadCheck extends z.infer<typeof loadCheckSchema> {}

/** The schema of a check that says nothing of a load. */
export const unjudgedSchema = z.strictObject({
  check: z.string(),
  why: z.string(),
});

/** A check that says nothing of a load, and why. */
export type LoadUnjudged = z.infer<typeof unjudgedSchema>;
