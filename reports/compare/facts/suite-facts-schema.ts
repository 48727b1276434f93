import { z } from 'zod';
import { stoppedSchema } from '../../../harness/model/trace/exploration-schema.ts';
import type { ScenarioFacts, SearchFacts, SuiteFacts } from './suite-facts.ts';
import { seedGroupSchema } from '../../files/report-schema.ts';

const count = z.int().min(0);

const scenarioFactsSchema: z.ZodType<ScenarioFacts> = z.strictObject({
  file: z.string(),
  title: z.string(),
  variant: z.string().default('careful'),
  modes: z.array(z.enum(['sim', 'wire'])).readonly(),
  runs: count,
  checks: z
    .array(
      z.strictObject({
        check: z.string(),
        pass: count,
        fail: count,
        unknown: count,
        notApplicable: count,
      }),
    )
    .readonly(),
  seeds: z.array(seedGroupSchema).max(1000).readonly(),
});

const searchFactsSchema: z.ZodType<SearchFacts> = z.strictObject({
  file: z.string(),
  title: z.string(),
  variant: z.string(),
  stopped: stoppedSchema,
  depth: count,
  found: z.array(
    z.strictObject({
      check: z.string(),
      signature: z.string(),
      by: z.array(z.string()).readonly(),
    }),
  ),
  doubts: z.array(z.string()).readonly(),
  faults: z.array(z.string()).readonly(),
  sites: z.record(z.string(), z.string().regex(/^[cb.-]*$/)).readonly(),
  isWhole: z.boolean(),
});

/** The schema of what is compared of a suite. */
export const suiteFactsSchema: z.ZodType<SuiteFacts> = z.strictObject({
  version: z.literal(1),
  kind: z.literal('suite'),
  gap: z.string().nullable(),
  scenarios: z.array(scenarioFactsSchema).readonly(),
  searches: z.array(searchFactsSchema).readonly(),
});
