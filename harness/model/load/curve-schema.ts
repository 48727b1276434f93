import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { arrivalKinds } from '../phase.ts';
import { resultSchema } from '../trace/run-record-schema.ts';
import type { Curve, CurveAxis, CurveBound, CurveLevel, CurveRun } from './curve.ts';

const count = z.int().min(0);
const ms = z.number().min(0);
const words = z.array(z.string()).max(1000).readonly();
const share = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const tasks = { offered: count, right: count };

const boundSchema: z.ZodType<CurveBound> = z.strictObject({
  gate: z.string(),
  result: resultSchema,
  reason: z.string(),
});
const bounds = z.array(boundSchema).max(1000).readonly();

const runSchema: z.ZodType<CurveRun> = z.strictObject({
  seed: count,
  ...tasks,
  p50Ms: ms,
  p99Ms: ms,
  attempts: z.number().nullable(),
  tokensPerRight: z.number().nullable(),
  costPerRight: z.number().nullable(),
  before: z.strictObject(tasks).nullable(),
  hits: count.nullable(),
  bad: count,
  bounds,
  undecided: words,
  invalid: words,
  doubts: words,
});

const levelSchema: z.ZodType<CurveLevel> = z.strictObject({
  x: z.number(),
  goodput: share.nullable(),
  why: z.string().nullable(),
  bounds,
  runs: z.array(runSchema).max(1000).readonly(),
});

/** The schema of what is varied. */
export const axisSchema: z.ZodType<CurveAxis> = z.strictObject({
  name: z.string().min(1),
  unit: z.string(),
  strike: count.nullable(),
  values: z.array(z.number()).min(2).max(100).readonly(),
});

/** The schema of what a system came to over one number that was varied: `curve.json`. */
export const curveSchema: z.ZodType<Curve> = z.strictObject({
  version: z.literal(1),
  scenario: z.string(),
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  plan: planSchema,
  axis: axisSchema,
  seeds: z.array(count).max(1000).readonly(),
  arrivals: z.enum(arrivalKinds),
  rate: z.number().min(0),
  withinMs: ms,
  phase: z.enum(['baseline', 'fault']),
  phaseMs: ms,
  bound: z.strictObject({ text: z.string(), limit: z.number() }).nullable(),
  levels: z.array(levelSchema).max(100).readonly(),
  start: share.nullable(),
  knee: z
    .strictObject({ holdsAt: z.number().nullable(), failsAt: z.number().nullable() })
    .nullable(),
  audc: share.nullable(),
  cut: z.string().nullable(),
  result: resultSchema,
  tookMs: ms,
});
