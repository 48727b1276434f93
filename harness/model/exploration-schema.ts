import { z } from 'zod';
import { pruneRules } from './exploration.ts';
import type {
  CoverageCell,
  Exploration,
  LevelReport,
  Quarantined,
  SearchFinding,
  SearchStage,
} from './exploration.ts';
import { planSchema } from './plan.ts';
import { reproSchema } from './repro.ts';

const count = z.int().min(0);

/** Why a search ended, as JSON. */
export const stoppedSchema: z.ZodType<Exploration['stopped']> = z.enum([
  'done',
  'found',
  'budget',
  'time',
  'interrupted',
  'nondeterministic',
]);

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
  how: z.string(),
  atRun: count,
});

const cellSchema: z.ZodType<CoverageCell> = z.strictObject({
  task: z.string(),
  point: z.string(),
  op: z.string(),
  attempt: z.int().min(1),
  fault: z.string(),
  state: z.enum(['broke', 'struck', 'pruned', 'idle', 'unreached']),
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
  coverage: z.array(cellSchema).max(1_000_000).readonly(),
  claim: z.string().nullable(),
  stopped: stoppedSchema,
  difference: z.string().nullable(),
});
