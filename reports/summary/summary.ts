import { z } from 'zod';
import type { Searched } from '../../harness/model/trace/exploration.ts';
import { matrixSchema, type Matrix } from '../../harness/model/trace/matrix.ts';
import { resultSchema } from '../../harness/model/trace/verdict.ts';
import { reliabilitySchema } from '../reliability/reliability.ts';
import { seedGroupSchema } from '../reliability/seeds.ts';
import {
  checkSummarySchema,
  doubtSchema,
  foreignHostSchema,
  harnessFailureSchema,
  missSchema,
  mixSchema,
  resultCounts,
} from './counts.ts';
import { findingSchema } from './finding.ts';
import type { ScenarioTally } from './scenario-tally.ts';
import { searchSchema } from './search-summary.ts';

const count = z.int().min(0);

const variantSchema = z.strictObject({
  variant: z.string(),
  runs: count,
  /** How many of these runs the mutant's own check flagged. */
  flagged: count,
});

/** A mutant of a scenario. */
export type VariantSummary = z.infer<typeof variantSchema>;

const scenarioSchema = z.strictObject({
  ...resultCounts,
  family: z.string(),
  /** The title, which states the claim. */
  title: z.string(),
  file: z.string(),
  /** Which system ran: `careful`, or the id of a mutant. */
  variant: z.string().default('careful'),
  result: resultSchema,
  runs: count,
  /**
   * How many runs were struck by no fault by chance while others were; no other count includes
   * them.
   */
  idle: count.default(0),
  modes: z.array(z.enum(['sim', 'wire'])).readonly(),
  checks: z.array(checkSummarySchema).readonly(),
  mix: mixSchema,
  doubts: z.array(doubtSchema).readonly(),
  /** Why checks did not apply. */
  inapplicable: z.array(doubtSchema).readonly(),
  harnessFailures: z.array(harnessFailureSchema).readonly(),
  misses: z.array(missSchema).readonly(),
  foreign: z.array(foreignHostSchema).readonly(),
  variants: z.array(variantSchema).readonly(),
  /** Present where several runs were asked of each scenario. */
  reliability: z.exactOptional(reliabilitySchema),
  /** What came of each seed, in groups that came out alike, at most 1000. */
  seeds: z.array(seedGroupSchema).max(1000).readonly().default([]),
  tookMs: z.number(),
});

/** The result of one scenario. The counts leave out the runs of mutants in a matrix. */
export type ScenarioSummary = z.infer<typeof scenarioSchema>;

const familySchema = z.strictObject({
  family: z.string(),
  result: resultSchema,
  runs: count,
  scenarios: z.array(scenarioSchema).readonly(),
});

/** The scenarios of one family. */
export type FamilySummary = z.infer<typeof familySchema>;

const loadError = { file: z.string(), message: z.string() };
/** The schema of a scenario file that could not be loaded. */
export const loadErrorSchema = z.strictObject(loadError);

/** A scenario file that could not be loaded. */
type LoadError = z.infer<typeof loadErrorSchema>;

const reportedErrorSchema = z.strictObject({
  ...loadError,
  lines: z.array(z.string()).readonly(),
});

/** The schema of what a report says of its command. */
export const metaSchema = z.strictObject({
  /** The command as it was typed: `brownout run scenarios`. */
  command: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  tookMs: z.number(),
  /** Whether the command was stopped early, so that runs are missing. */
  partial: z.boolean(),
  /** How many runs were asked of each scenario, if more than one. */
  runsEach: z.exactOptional(count),
  /** The version of Brownout. */
  version: z.string(),
});

/** What a report says of its command. */
export type ReportMeta = z.infer<typeof metaSchema>;

/** What a summary needs beside the runs. */
export interface Meta extends ReportMeta {
  readonly matrix?: Matrix;
  /** Counts of the runs that were not kept. */
  readonly tallies?: readonly ScenarioTally[];
  readonly searches?: readonly Searched[];
  readonly errors?: readonly LoadError[];
}

/** The schema of `report.json`. */
export const reportSchema = z.strictObject({
  version: z.literal(3),
  meta: metaSchema,
  result: resultSchema,
  /** The totals of the report. A search counts as a scenario, and its runs as runs. */
  totals: z.strictObject({
    scenarios: count,
    passed: count,
    failed: count,
    inconclusive: count,
    runs: count,
    /** Runs of mutants in a matrix, which are expected to fail. */
    mutantRuns: count,
    /** Runs in which Brownout itself failed; they count as inconclusive, too. */
    harnessFailures: count,
    /** Unexpected findings, including those left out. */
    findings: count,
  }),
  families: z.array(familySchema).readonly(),
  /** The reliability over all scenarios, where several runs were asked of each. */
  reliability: z.exactOptional(reliabilitySchema),
  searches: z.array(searchSchema).readonly(),
  findings: z.array(findingSchema).readonly(),
  /** How many findings were left out. */
  leftOut: count,
  matrix: matrixSchema.nullable(),
  errors: z.array(reportedErrorSchema).readonly(),
});

/** The content of a report: plain data, in reading order. */
export type Summary = z.infer<typeof reportSchema>;
