import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { resultSchema } from '../trace/verdict.ts';
import { shareSchema } from './load-report.ts';
import { manyLoads } from './many-loads.ts';

const count = z.int().min(0);
const ms = z.number().min(0);
const words = z.array(z.string()).max(1000).readonly();
/** Tasks that were offered, and those that were right, in time. */
const tasks = { offered: count, right: count };

/** The schema of what is varied. */
export const axisSchema = z.strictObject({
  /** `rate`, or a number of a strike: `slow.ms`. */
  name: z.string().min(1),
  unit: z.string(),
  /** The place in the plan of the strike that is varied; null where none is. */
  strike: count.nullable(),
  /** From mild to harsh, as they were asked for. */
  values: z.array(z.number()).min(2).max(100).readonly(),
});

/** What is varied. */
export type CurveAxis = z.infer<typeof axisSchema>;

const boundSchema = z.strictObject({
  /** As it was asked for: `p99 <= 2 s`; or the name of a check. */
  gate: z.string(),
  result: resultSchema,
  reason: z.string(),
});
const bounds = z.array(boundSchema).max(1000).readonly();

/** What a bound, or a check of the scenario, comes to: in one load, or in those of a level. */
export type CurveBound = z.infer<typeof boundSchema>;

const runSchema = z.strictObject({
  seed: count,
  ...tasks,
  p50Ms: ms,
  p99Ms: ms,
  /** Attempts for each request at the point where they are most; null where nothing was called. */
  attempts: z.number().nullable(),
  /** Spent for each task that is right and in time; null where there is none, or that is not known. */
  tokensPerRight: z.number().nullable(),
  costPerRight: z.number().nullable(),
  /** The baseline of the same load; null where it has none. */
  before: z.strictObject(tasks).nullable(),
  /** How often the strike that is varied hit; null where none is. */
  hits: count.nullable(),
  /** Tasks that ended as none may: silently wrong, unsafe, hung. */
  bad: count,
  /** What the bounds on the phase, apart from those on goodput, and the checks come to. */
  bounds,
  /** Checks, and outcomes that may not be, that cannot be told of its tasks, and why. */
  undecided: words,
  /** Why the load was not what it should be, so that it says nothing of the system. */
  invalid: words,
  /** Why else it shows nothing. */
  doubts: words,
});

/** What one load says of a level. */
export type CurveRun = z.infer<typeof runSchema>;

const levelSchema = z.strictObject({
  x: z.number(),
  /** The share of tasks that were right, in time, with its part of the band; null where it is not known. */
  goodput: shareSchema.nullable(),
  /** Why it is not known; null where it is. */
  why: z.string().nullable(),
  /** What each other bound, and each check, comes to in its loads: fails where it does in more than half of them. */
  bounds,
  runs: z.array(runSchema).max(1000).readonly(),
});

/** One level of a curve. */
export type CurveLevel = z.infer<typeof levelSchema>;

/** The schema of what a system came to over one number that was varied: `curve.json`. */
export const curveSchema = z.strictObject({
  ...manyLoads,
  plan: planSchema,
  axis: axisSchema,
  seeds: z.array(count).max(1000).readonly(),
  /** Tasks a second, where the rate is not what is varied. */
  rate: z.number().min(0),
  /** The phase in which it was measured, and how long it lasts (ms). */
  phase: z.enum(['baseline', 'fault']),
  phaseMs: ms,
  /** What goodput must come to; null where nothing was asked for. */
  bound: z.strictObject({ text: z.string(), limit: z.number() }).nullable(),
  levels: z.array(levelSchema).max(100).readonly(),
  /** The goodput of the baseline at the first level; null where it has none. */
  start: shareSchema.nullable(),
  /** Null where nothing was asked for. */
  knee: z
    .strictObject({
      /** The last level up to which the lower band meets the bound at each; null where the first does not. */
      holdsAt: z.number().nullable(),
      /** The first level whose upper band is below the bound; null where none is. */
      failsAt: z.number().nullable(),
    })
    .nullable(),
  /** The area under the curve, of what would be if nothing were lost; null where not all of it is known. */
  audc: shareSchema.nullable(),
  /** Whether goodput and all else meets its bound over the whole range, and no task ended as none may. */
  result: resultSchema,
});

/** What a system came to over one number that was varied: `curve.json`. */
export type Curve = z.infer<typeof curveSchema>;
