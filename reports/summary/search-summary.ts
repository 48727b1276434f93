import { z } from 'zod';
import {
  levelReportSchema,
  searchStageSchema,
  stoppedSchema,
  pruneRules,
  type PruneRule,
} from '../../harness/model/trace/exploration.ts';
import { resultSchema } from '../../harness/model/trace/verdict.ts';

/** The result of one fault at one call; for a pruned one the rule that pruned it. */
export type CellState = 'unreached' | PruneRule | 'idle' | 'unknown' | 'struck' | 'broke';

/** All states, in order of increasing importance. */
export const cellStates: readonly CellState[] = [
  'unreached',
  ...pruneRules,
  'idle',
  'unknown',
  'struck',
  'broke',
];

const count = z.int().min(0);

const rowSchema = z.strictObject({
  task: z.string(),
  point: z.string(),
  op: z.string(),
  attempt: z.int().min(1),
  /** One state for each fault of the search; null where the fault cannot strike such a call. */
  cells: z.array(z.enum(cellStates).nullable()).readonly(),
});

/** A row of the matrix of sites and faults: one call. */
export type SiteRow = z.infer<typeof rowSchema>;

const hitSchema = z.strictObject({
  /** The number of the finding in the report; 0 where the report has no room for it. */
  finding: count,
  check: z.string(),
  signature: z.string(),
  atRun: count,
  how: z.string(),
});

/** When a search found a finding. */
export type SearchHit = z.infer<typeof hitSchema>;

/** Of the runs in which a check could not tell, the first of the fewest faults. */
const doubtfulRunSchema = z.strictObject({
  strikes: z.array(z.string()).readonly(),
  reason: z.string(),
  /** The command that makes it again; null where none can. */
  again: z.string().nullable(),
});

const doubtSchema = z.strictObject({
  check: z.string(),
  reason: z.string(),
  /** Runs in which it could not tell, of all `runs` in which a fault struck. */
  unknown: count,
  /** Runs in which it had nothing to judge. */
  notApplicable: count,
  runs: count,
  // Reports of before named none.
  smallest: doubtfulRunSchema.nullable().default(null),
});

/** A check that could not tell in some runs of a search, or had nothing to judge in any. */
export type DoubtSummary = z.infer<typeof doubtSchema>;

/** The schema of a search inside `report.json`. */
export const searchSchema = z.strictObject({
  family: z.string(),
  title: z.string(),
  file: z.string(),
  variant: z.string(),
  seed: z.number(),
  result: resultSchema,
  /** What the search has shown, or why it has shown nothing. */
  claim: z.string(),
  stopped: stoppedSchema,
  faults: z.array(z.string()).readonly(),
  sites: count,
  runs: count,
  tookMs: z.number(),
  stages: z.array(searchStageSchema).readonly(),
  levels: z.array(levelReportSchema).readonly(),
  found: z.array(hitSchema).readonly(),
  /** Checks that were unknown in some runs, most frequent first. */
  doubts: z.array(doubtSchema).readonly(),
  /** The calls of the system; calls at which no fault was tried come last. */
  rows: z.array(rowSchema).readonly(),
  counts: z.record(z.enum(cellStates), count),
  /** Schedules whose run differs from their parent's before the new fault, in words. */
  quarantined: z.array(z.string()).readonly(),
  /** How many rows and quarantined schedules were left out. */
  leftOut: z.strictObject({ rows: count, quarantined: count }),
  goOn: z.string().nullable(),
});

/** The result of one search: its claim, its coverage and its progress. */
export type SearchSummary = z.infer<typeof searchSchema>;
