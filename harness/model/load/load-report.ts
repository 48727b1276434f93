import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { arrivalKinds, roleSchema } from '../phase.ts';
import { outcomes, type Outcome } from '../trace/outcome.ts';
import { outcomeSchema } from '../trace/outcome.ts';
import { resultSchema } from '../trace/verdict.ts';
import { traceSchema } from '../trace/trace.ts';
import { loadCheckSchema, unjudgedSchema } from './load-checks.ts';
import { nothingSpent, spentSchema } from './load-spent.ts';
import { amplificationSchema, herdSchema, highSchema, loadMechanisms } from './load-strain.ts';

/** How a system came out of a fault. */
export const recoveryKinds = [
  'recovered',
  'slow',
  'suspected-metastable',
  'metastable',
  'latched',
  'under-provisioned',
  'unknown',
] as const;

/** One of the seven. */
export type RecoveryKind = (typeof recoveryKinds)[number];

/** What may carry the tasks of a load to the agent. */
export const driverNames = ['autocannon', 'undici', 'in-process'] as const;

export type DriverName = (typeof driverNames)[number];

const count = z.int().min(0);
const ms = z.number().min(0);
const times = z.strictObject({ p50: ms, p90: ms, p99: ms, max: ms });
const words = z.array(z.string()).max(1000).readonly();

/** Quantiles of a length of time (ms), and the largest. */
export type LoadTimes = z.infer<typeof times>;

/** The schema of a share. */
export const shareSchema = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** A share and what the truth lies between, with 95 % confidence. */
export type LoadShare = z.infer<typeof shareSchema>;

/** The schema of lengths of time with their counts. */
export const timeCountsSchema = z
  .array(z.tuple([count, z.int().min(1)]).readonly())
  .max(100_000)
  .readonly();

/** Lengths of time to three digits (µs), shortest first, and how many there were of each. */
export type TimeCounts = z.infer<typeof timeCountsSchema>;

/** The schema of attempts at a point. */
export const pointLoadSchema = z.strictObject({ attempts: count, requests: count });

/** Attempts that reached a point, and the requests they were made for. */
export type PointLoad = z.infer<typeof pointLoadSchema>;

const points = z.record(z.string(), pointLoadSchema).readonly();

/** Tasks by outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Counts of tasks by when they were meant to begin. */
const offered = {
  offered: count,
  started: count,
  done: count,
  /** Not begun, since as many were open as may be. */
  dropped: count,
  /** Right, and in time. */
  right: count,
  outcomes: z.record(z.enum(outcomes), count).readonly(),
};
const streamsSchema = z.strictObject({
  streams: count,
  /** From a call to the first byte of its reply. */
  ttftMs: times,
  /** Between pieces of a stream. */
  gapMs: times,
  /** Per output token of whole streams, after the first byte. */
  tpotMs: times,
  /** Output tokens of all tasks, for each second of the phase; null where a reply did not tell. */
  tokensPerSecond: ms.nullable(),
});

/** How models' streams came to the tasks of a phase. */
export type LoadStreams = z.infer<typeof streamsSchema>;

const phaseSchema = z.strictObject({
  name: z.string().min(1),
  role: roleSchema,
  fromMs: ms,
  toMs: ms,
  rate: z.number().min(0),
  /** How much longer than planned it lasted, since a bound was undecided (ms). */
  extendedMs: ms.default(0),
  ...offered,
  /** Null where nothing was offered. */
  goodput: shareSchema.nullable(),
  /** From when tasks were meant to begin to their end. */
  responseMs: times,
  /** An upper 95 % bound on p99 of the response; null where there are too few tasks. */
  p99HighMs: ms.nullable(),
  /** From when tasks did begin to their end. */
  serviceMs: times,
  /** From when tasks were meant to begin to when they did. */
  lagMs: times,
  points,
  /** Mean worth of a task: 1 as asked, 0.5 degraded, 0.3 rightly declined, 0 honest failure, -1 wrong; at most 0 where a check fails it. */
  utility: z.number().nullable(),
  /** Shares of tasks that ended so; null where nothing was offered. */
  rates: z
    .strictObject({ abstained: shareSchema.nullable(), wrong: shareSchema.nullable() })
    .default({ abstained: null, wrong: null }),
  /** Of each point; none in the baseline. */
  amplification: z.array(amplificationSchema).max(1000).readonly().default([]),
  /** Null where no reply was streamed. */
  streams: streamsSchema.nullable().default(null),
  spent: spentSchema.default(nothingSpent),
});

/** One phase of a load. */
export interface LoadPhaseReport extends z.infer<typeof phaseSchema> {}

const windowSchema = z.strictObject({
  phase: z.string(),
  fromMs: ms,
  toMs: ms,
  ...offered,
  p50Ms: ms,
  p99Ms: ms,
  responses: timeCountsSchema.default([]),
  openMost: count,
  points,
  /** Of the streams of its tasks: to the first byte, between pieces, per output token. */
  ttft: timeCountsSchema.default([]),
  gap: timeCountsSchema.default([]),
  tpot: timeCountsSchema.default([]),
  calls: count.default(0),
  tokens: count.default(0),
  /** Null where a reply did not tell. */
  outputTokens: count.nullable().default(null),
});

/** One stretch of a load. Calls are counted by when they were made. */
export interface LoadWindow extends z.infer<typeof windowSchema> {}

const faultSchema = z.strictObject({
  strike: count,
  fault: z.string(),
  at: z.string(),
  hits: count,
  spells: z
    .array(z.tuple([ms, ms]).readonly())
    .max(10_000)
    .readonly(),
});

/** A fault of the plan: when it was on, and how often it hit. */
export type LoadFault = z.infer<typeof faultSchema>;

const recoverySchema = z.strictObject({
  kind: z.enum(recoveryKinds),
  /** From when the faults were off to the first of six good windows (ms). */
  afterMs: ms.nullable(),
  /** It was not good again before this (ms since the faults were off); null where that is not known. */
  notBeforeMs: ms.nullable(),
  reason: z.string(),
  /** By when it should have recovered (ms). */
  horizonMs: ms,
  /** How long the queues take to drain by themselves (ms); null where they never do or the capacity is not known. */
  drainMs: ms.nullable(),
  /** What keeps it bad. */
  mechanism: z.enum(loadMechanisms).nullable(),
  /** All that is high while it stays bad, likeliest cause first. */
  high: z.array(highSchema).max(10).readonly().default([]),
  /** The share of the capacity that is left when retries are at their worst; null where the capacity is not known. */
  margin: z.number().nullable(),
});

/** How the system came out of the faults. */
export interface LoadRecovery extends z.infer<typeof recoverySchema> {}

/** A bound that was asked for. */
const boundSchema = z.strictObject({
  /** The metric: `goodput`, `p99` … */
  name: z.string(),
  /** As it was asked for: `p99 <= 2 s`. */
  text: z.string(),
  /** The role of the phases it is about; null where it is about each. */
  role: roleSchema.nullable(),
  /** A share in [0, 1], ms, or a factor. */
  limit: z.number(),
});

const gateSchema = z.strictObject({
  /** As it was asked for: `p99 <= 2 s`. */
  gate: z.string(),
  /** The phase it is about; '' where it is about the whole load. */
  phase: z.string(),
  result: resultSchema,
  reason: z.string(),
});

/** One thing that must hold, and whether it does. */
export interface LoadGate extends z.infer<typeof gateSchema> {}

const keptSchema = z.strictObject({
  /** `failed`: the worst of those that failed a check. */
  why: z.enum(['worst', 'failed', 'slowest', 'sample']),
  task: z.string(),
  phase: z.string(),
  outcome: outcomeSchema,
  responseMs: ms,
  /** Its events, beside those of the same task in the baseline. */
  trace: traceSchema,
});

/** A task whose trace is kept. */
export type KeptTask = z.infer<typeof keptSchema>;

/** The schema of the report of a load: `load.json`. */
export const loadReportSchema = z.strictObject({
  version: z.literal(1),
  scenario: z.string(),
  /** The scenario's file, relative to where the command was run. */
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  /** What carried the tasks to the agent; null where it ended before there was one. */
  driver: z.enum(driverNames).nullable(),
  seed: z.int().min(0),
  plan: planSchema,
  /** Whether the plan is one of many, drawn for the seed; left out where it was written. */
  drawn: z.exactOptional(z.literal(true)),
  arrivals: z.enum(arrivalKinds),
  /** Of gamma arrivals: below 1 they come in bursts; null of others. */
  shape: z.number().nullable().default(null),
  rate: z.number().min(0),
  concurrencyLimit: z.int().min(1).nullable(),
  /** A task that takes longer is not right. */
  withinMs: ms,
  deadlineMs: ms,
  windowMs: ms,
  /** Money for a million tokens. */
  prices: z.strictObject({ input: ms, output: ms }).nullable().default(null),
  phases: z.array(phaseSchema).max(100).readonly(),
  windows: z.array(windowSchema).max(1_000_000).readonly(),
  faults: z.array(faultSchema).max(1000).readonly(),
  /** Null where there is no fault, or no phase before or after it. */
  recovery: recoverySchema.nullable(),
  /** Of each point; none where there is no baseline, or no recovery. */
  herds: z.array(herdSchema).max(1000).readonly().default([]),
  slo: z.array(boundSchema).max(1000).readonly(),
  gates: z.array(gateSchema).max(1000).readonly(),
  checks: z.array(loadCheckSchema).max(1000).readonly().default([]),
  unjudged: z.array(unjudgedSchema).max(1000).readonly().default([]),
  /** Why nothing can be said of the system, since the load itself was not what it should be. */
  invalid: words,
  /** Why no gate can pass. */
  doubts: words,
  /** Why it ended before its time; null where it did not. */
  cut: z.string().nullable(),
  result: resultSchema,
  kept: z.array(keptSchema).max(100).readonly(),
  /** Real time it took (ms). */
  tookMs: ms,
});

/** All that is kept of one load: `load.json`. Times are ms since the load began. */
export interface LoadReport extends z.infer<typeof loadReportSchema> {}
