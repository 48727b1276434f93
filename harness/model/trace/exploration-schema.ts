import { z } from 'zod';
import { coverageStates, pruneRules, stops } from './exploration.ts';
import type {
  CoverageCell,
  Exploration,
  LevelReport,
  Quarantined,
  SearchDoubt,
  SearchFinding,
  SearchStage,
  Stopped,
  UntoldRun,
} from './exploration.ts';
import { planSchema } from '../fault/plan.ts';
import { reproSchema } from './repro.ts';
import { withoutSchema } from '../fault/without-strike.ts';

const count = z.int().min(0);

/** Why a search ended, as JSON. */
export const stoppedSchema: z.ZodType<Stopped> = z.enum(stops);

/** A part of a search, as JSON. */
export const searchStageSchema: z.ZodType<SearchStage> = z.strictObject({
  name: z.string().min(1),
  runs: count,
});

/** How far one level got, as JSON. */
export const levelReportSchema: z.ZodType<LevelReport> = z.strictObject({
  level: z.int().min(1),
  schedules: count,
  run: count,
  pruned: z.record(z.enum(pruneRules), count),
  audited: count,
  refuted: count,
  idle: count,
  isFinished: z.boolean(),
});

const findingSchema: z.ZodType<SearchFinding> = z.strictObject({
  check: z.string().min(1),
  signature: z.string(),
  reason: z.string(),
  plan: planSchema,
  repro: reproSchema,
  without: z.exactOptional(withoutSchema),
  how: z.string(),
  atRun: count,
});

const untoldRunSchema: z.ZodType<UntoldRun> = z.strictObject({
  plan: planSchema,
  reason: z.string(),
});

const doubtSchema: z.ZodType<SearchDoubt> = z.strictObject({
  check: z.string().min(1),
  reason: z.string(),
  unknown: count,
  notApplicable: count,
  runs: count,
  // Searches of before kept none.
  smallest: untoldRunSchema.nullable().default(null),
});

const cellSchema: z.ZodType<CoverageCell> = z.strictObject({
  task: z.string(),
  point: z.string(),
  op: z.string(),
  attempt: z.int().min(1),
  fault: z.string(),
  state: z.enum(coverageStates),
  why: z.enum([...pruneRules, '']),
});

const quarantinedSchema: z.ZodType<Quarantined> = z.strictObject({
  plan: planSchema,
  site: z.string(),
});

/** The schema of what a search says: `exploration.json`. */
export const explorationSchema: z.ZodType<Exploration> = z.strictObject({
  version: z.literal(1),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  seed: z.int(),
  faults: z.array(z.string()).max(1_000).readonly(),
  sites: count,
  runs: count,
  stages: z.array(searchStageSchema).max(1_000).readonly(),
  levels: z.array(levelReportSchema).max(1_000).readonly(),
  findings: z.array(findingSchema).max(100_000).readonly(),
  quarantined: z.array(quarantinedSchema).max(1_000_000).readonly(),
  // Searches of before could not say these.
  doubts: z.array(doubtSchema).max(1_000).readonly().default([]),
  coverage: z.array(cellSchema).max(1_000_000).readonly(),
  claim: z.string().nullable(),
  stopped: stoppedSchema,
  difference: z.string().nullable(),
  vacuity: z.string().nullable().default(null),
});
