import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { arrivalKinds, roleSchema } from '../phase.ts';
import { outcomes } from '../trace/outcome.ts';
import { outcomeSchema, resultSchema } from '../trace/run-record-schema.ts';
import { traceSchema } from '../trace/trace-schema.ts';
import {
  driverNames,
  recoveryKinds,
  type KeptTask,
  type LoadBound,
  type LoadFault,
  type LoadGate,
  type LoadPhaseReport,
  type LoadRecovery,
  type LoadReport,
  type LoadStreams,
  type LoadWindow,
  type TimeCounts,
} from './load-report.ts';
import { loadMechanisms, type LoadAmplification, type LoadHerd } from './load-strain.ts';
import type { LoadCheck } from './load-checks.ts';
import type { LoadSpent } from './load-spent.ts';

const count = z.int().min(0);
const ms = z.number().min(0);
const times = z.strictObject({ p50: ms, p90: ms, p99: ms, max: ms });
const share = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
/** The schema of lengths of time with their counts. */
export const timeCountsSchema: z.ZodType<TimeCounts> = z
  .array(z.tuple([count, z.int().min(1)]).readonly())
  .max(100_000)
  .readonly();

const points = z
  .record(z.string(), z.strictObject({ attempts: count, requests: count }))
  .readonly();
const words = z.array(z.string()).max(1000).readonly();

const counts = {
  offered: count,
  started: count,
  done: count,
  dropped: count,
  right: count,
  outcomes: z.record(z.enum(outcomes), count).readonly(),
};

const streamsSchema: z.ZodType<LoadStreams> = z.strictObject({
  streams: count,
  ttftMs: times,
  gapMs: times,
  tpotMs: times,
  tokensPerSecond: ms.nullable(),
});

const ratio = z.strictObject({ value: ms, low: ms.nullable(), high: ms.nullable() }).nullable();

const spentSchema: z.ZodType<LoadSpent> = z.strictObject({
  calls: count,
  tokens: count,
  outputTokens: count.nullable(),
  cost: ms.nullable(),
  perRight: z.strictObject({ calls: ratio, tokens: ratio, cost: ratio }),
});

/** Of a report that does not tell. */
const nothingSpent: LoadSpent = {
  calls: 0,
  tokens: 0,
  outputTokens: null,
  cost: null,
  perRight: { calls: null, tokens: null, cost: null },
};

const amplificationSchema: z.ZodType<LoadAmplification> = z.strictObject({
  point: z.string(),
  value: ms,
  low: ms.nullable(),
  high: ms.nullable(),
  firstMs: ms.nullable(),
});

const herdSchema: z.ZodType<LoadHerd> = z.strictObject({
  point: z.string(),
  usualPerSecond: ms,
  peakPerSecond: ms,
  peakAfterMs: ms,
  peakRatio: ms,
  usualPeakRatio: ms,
  dispersion: ms,
  usualDispersion: ms,
  isHerd: z.boolean(),
});

const phaseSchema: z.ZodType<LoadPhaseReport> = z.strictObject({
  name: z.string().min(1),
  role: roleSchema,
  fromMs: ms,
  toMs: ms,
  rate: z.number().min(0),
  extendedMs: ms.default(0),
  ...counts,
  goodput: share.nullable(),
  responseMs: times,
  p99HighMs: ms.nullable(),
  serviceMs: times,
  lagMs: times,
  points,
  utility: z.number().nullable(),
  rates: z
    .strictObject({ abstained: share.nullable(), wrong: share.nullable() })
    .default({ abstained: null, wrong: null }),
  amplification: z.array(amplificationSchema).max(1000).readonly().default([]),
  streams: streamsSchema.nullable().default(null),
  spent: spentSchema.default(nothingSpent),
});

const windowSchema: z.ZodType<LoadWindow> = z.strictObject({
  phase: z.string(),
  fromMs: ms,
  toMs: ms,
  ...counts,
  p50Ms: ms,
  p99Ms: ms,
  responses: timeCountsSchema.default([]),
  openMost: count,
  points,
  ttft: timeCountsSchema.default([]),
  gap: timeCountsSchema.default([]),
  tpot: timeCountsSchema.default([]),
  calls: count.default(0),
  tokens: count.default(0),
  outputTokens: count.nullable().default(null),
});

const faultSchema: z.ZodType<LoadFault> = z.strictObject({
  strike: count,
  fault: z.string(),
  at: z.string(),
  hits: count,
  spells: z
    .array(z.tuple([ms, ms]).readonly())
    .max(10_000)
    .readonly(),
});

const recoverySchema: z.ZodType<LoadRecovery> = z.strictObject({
  kind: z.enum(recoveryKinds),
  afterMs: ms.nullable(),
  notBeforeMs: ms.nullable(),
  reason: z.string(),
  horizonMs: ms,
  drainMs: ms.nullable(),
  mechanism: z.enum(loadMechanisms).nullable(),
  high: z
    .array(z.strictObject({ what: z.enum(loadMechanisms), times: ms }))
    .max(10)
    .readonly()
    .default([]),
  margin: z.number().nullable(),
});

const boundSchema: z.ZodType<LoadBound> = z.strictObject({
  name: z.string(),
  text: z.string(),
  role: roleSchema.nullable(),
  limit: z.number(),
});

const gateSchema: z.ZodType<LoadGate> = z.strictObject({
  gate: z.string(),
  phase: z.string(),
  result: resultSchema,
  reason: z.string(),
});

const checkSchema: z.ZodType<LoadCheck> = z.strictObject({
  check: z.string(),
  phases: z
    .array(
      z.strictObject({
        phase: z.string(),
        passed: count,
        failed: count,
        unknown: count,
        notApplicable: count,
      }),
    )
    .max(100)
    .readonly(),
  worst: z
    .strictObject({
      task: z.string(),
      phase: z.string(),
      outcome: outcomeSchema,
      reason: z.string(),
      evidence: z.array(count).max(1000).readonly(),
    })
    .nullable(),
  doubt: z.string().nullable(),
});

const keptSchema: z.ZodType<KeptTask> = z.strictObject({
  why: z.enum(['worst', 'failed', 'slowest', 'sample']),
  task: z.string(),
  phase: z.string(),
  outcome: outcomeSchema,
  responseMs: ms,
  trace: traceSchema,
});

/** The schema of the report of a load: `load.json`. */
export const loadReportSchema: z.ZodType<LoadReport> = z.strictObject({
  version: z.literal(1),
  scenario: z.string(),
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  driver: z.enum(driverNames).nullable(),
  seed: z.int().min(0),
  plan: planSchema,
  drawn: z.exactOptional(z.literal(true)),
  arrivals: z.enum(arrivalKinds),
  shape: z.number().nullable().default(null),
  rate: z.number().min(0),
  concurrencyLimit: z.int().min(1).nullable(),
  withinMs: ms,
  deadlineMs: ms,
  windowMs: ms,
  prices: z.strictObject({ input: ms, output: ms }).nullable().default(null),
  phases: z.array(phaseSchema).max(100).readonly(),
  windows: z.array(windowSchema).max(1_000_000).readonly(),
  faults: z.array(faultSchema).max(1000).readonly(),
  recovery: recoverySchema.nullable(),
  herds: z.array(herdSchema).max(1000).readonly().default([]),
  slo: z.array(boundSchema).max(1000).readonly(),
  gates: z.array(gateSchema).max(1000).readonly(),
  checks: z.array(checkSchema).max(1000).readonly().default([]),
  unjudged: z
    .array(z.strictObject({ check: z.string(), why: z.string() }))
    .max(1000)
    .readonly()
    .default([]),
  invalid: words,
  doubts: words,
  cut: z.string().nullable(),
  result: resultSchema,
  kept: z.array(keptSchema).max(100).readonly(),
  tookMs: ms,
});
