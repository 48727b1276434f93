import { z } from 'zod';
import { stoppedSchema } from '../../../harness/model/trace/exploration.ts';
import { checkSummarySchema } from '../../summary/counts.ts';
import { seedGroupSchema } from '../../reliability/seeds.ts';

const count = z.int().min(0);

const scenarioFactsSchema = z.strictObject({
  file: z.string(),
  title: z.string(),
  variant: z.string().default('careful'),
  modes: z.array(z.enum(['sim', 'wire'])).readonly(),
  runs: count,
  checks: z.array(checkSummarySchema).readonly(),
  seeds: z.array(seedGroupSchema).max(1000).readonly(),
});

/** What is compared of a scenario. */
export type ScenarioFacts = z.infer<typeof scenarioFactsSchema>;

const searchFactsSchema = z.strictObject({
  file: z.string(),
  title: z.string(),
  variant: z.string(),
  stopped: stoppedSchema,
  /** The most faults at once of a level that was finished. */
  depth: count,
  found: z.array(
    z.strictObject({
      check: z.string(),
      signature: z.string(),
      /** Names of the faults that show it; none where the report had no room for it. */
      by: z.array(z.string()).readonly(),
    }),
  ),
  /** Checks that could not tell. */
  doubts: z.array(z.string()).readonly(),
  faults: z.array(z.string()).readonly(),
  /**
   * What each fault did at each call, a letter a fault: `c` covered, `b` broke, `.` not covered, `-`
   * cannot strike there.
   */
  sites: z.record(z.string(), z.string().regex(/^[cb.-]*$/)).readonly(),
  /** Whether the report had room for all calls. */
  isWhole: z.boolean(),
});

/** What is compared of a search. */
export type SearchFacts = z.infer<typeof searchFactsSchema>;

/** The schema of what is compared of a suite. */
export const suiteFactsSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('suite'),
  /** Why the report does not stand for a whole suite; null where it does. */
  gap: z.string().nullable(),
  scenarios: z.array(scenarioFactsSchema).readonly(),
  searches: z.array(searchFactsSchema).readonly(),
});

/** What is compared of a suite. */
export type SuiteFacts = z.infer<typeof suiteFactsSchema>;
