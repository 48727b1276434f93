import { z } from 'zod';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import { missed } from '../../harness/model/trace/trace.ts';

const count = z.int().min(0);

/** The fields of how many runs ended with each verdict. */
export const resultCounts = { pass: count, fail: count, unknown: count };
/** The schema of one check over all runs of a scenario. */
export const checkSummarySchema = z.strictObject({
  check: z.string(),
  ...resultCounts,
  notApplicable: count,
});

/** One check over all runs of a scenario. */
export type CheckSummary = z.infer<typeof checkSummarySchema>;

/** The schema of the reason for a verdict. */
export const doubtSchema = z.strictObject({
  check: z.string(),
  reason: z.string(),
  count,
});

/** The reason for a verdict `unknown` or `not-applicable`, and how many runs had it. */
export type Doubt = z.infer<typeof doubtSchema>;

/** The schema of a failure of Brownout itself. */
export const harnessFailureSchema = z.strictObject({
  message: z.string(),
  /** How many runs failed with this failure first. */
  count,
});

/** A failure of Brownout itself, or of a machine that did not do what a fault asked of it. */
export type HarnessFailure = z.infer<typeof harnessFailureSchema>;

/** The schema of a host that the agent called in vain. */
export const foreignHostSchema = z.strictObject({
  host: z.string(),
  requests: count,
  /** How many tasks called the host. */
  tasks: count,
  /** Why the point that the host leads to was not reached; absent for a host that is no point. */
  why: z.exactOptional(z.enum(missed)),
});

/** A host that the agent called in vain: it is no point of the scenario, or `why` says more. */
export type ForeignHost = z.infer<typeof foreignHostSchema>;

const tally = z.record(z.enum(outcomes), count);

/** The schema of how many tasks of each role ended in each outcome. */
export const mixSchema = z.strictObject({ before: tally, during: tally, after: tally });

/** How many tasks of each role ended in each outcome; every role and outcome is a key. */
export type Mix = z.infer<typeof mixSchema>;

/** The schema of a strike that met no call. */
export const missSchema = z.strictObject({ strike: z.string(), runs: count });

/** A strike that met no call in any run of its scenario. */
export type Miss = z.infer<typeof missSchema>;
