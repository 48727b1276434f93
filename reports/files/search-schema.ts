import { z } from 'zod';
import {
  levelReportSchema,
  searchDoubtSchema,
  searchStageSchema,
  stoppedSchema,
} from '../../harness/model/trace/exploration-schema.ts';
import { resultSchema } from '../../harness/model/trace/run-record-schema.ts';
import { cellStates, type SearchSummary } from '../summary/search-summary.ts';

const count = z.int().min(0);

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
  doubts: z.array(searchDoubtSchema).readonly(),
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
