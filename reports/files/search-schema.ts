import { z } from 'zod';
import {
  levelReportSchema,
  searchStageSchema,
  stoppedSchema,
} from '../../harness/model/trace/exploration-schema.ts';
import { resultSchema } from '../../harness/model/trace/run-record-schema.ts';
import { cellStates, type DoubtSummary, type SearchSummary } from '../summary/search-summary.ts';

const count = z.int().min(0);

const doubtSchema: z.ZodType<DoubtSummary> = z.strictObject({
  check: z.string(),
  reason: z.string(),
  unknown: count,
  notApplicable: count,
  runs: count,
  // Reports of before named none.
  smallest: z
    .strictObject({
      strikes: z.array(z.string()).readonly(),
      reason: z.string(),
      again: z.string().nullable(),
    })
    .nullable()
    .default(null),
});

/** The schema of a search inside `report.json`. */
export const searchSchema: z.ZodType<SearchSummary> = z.strictObject({
  family: z.string(),
  title: z.string(),
  file: z.string(),
  variant: z.string(),
  seed: z.number(),
  result: resultSchema,
  claim: z.string(),
  stopped: stoppedSchema,
  faults: z.array(z.string()).readonly(),
  sites: count,
  runs: count,
  tookMs: z.number(),
  stages: z.array(searchStageSchema).readonly(),
  levels: z.array(levelReportSchema).readonly(),
  found: z
    .array(
      z.strictObject({
        finding: count,
        check: z.string(),
        signature: z.string(),
        atRun: count,
        how: z.string(),
      }),
    )
    .readonly(),
  doubts: z.array(doubtSchema).readonly(),
  rows: z
    .array(
      z.strictObject({
        task: z.string(),
        point: z.string(),
        op: z.string(),
        attempt: z.int().min(1),
        cells: z.array(z.enum(cellStates).nullable()).readonly(),
      }),
    )
    .readonly(),
  counts: z.record(z.enum(cellStates), count),
  quarantined: z.array(z.string()).readonly(),
  leftOut: z.strictObject({ rows: count, quarantined: count }),
  goOn: z.string().nullable(),
});
