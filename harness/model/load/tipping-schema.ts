import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { arrivalKinds } from '../phase.ts';
import { resultSchema } from '../trace/run-record-schema.ts';
import { axisSchema } from './curve-schema.ts';
import { recoveryKinds } from './load-report.ts';
import type { FrontierPoint, Tipping, TippingTrial } from './tipping.ts';

const ms = z.number().min(0);

const trialSchema: z.ZodType<TippingTrial> = z.strictObject({
  x: z.number(),
  faultMs: ms,
  outcome: z.enum(['tips', 'returns', 'unknown']),
  kind: z.enum(recoveryKinds).nullable(),
  reason: z.string(),
  invalid: z.array(z.string()).max(1000).readonly(),
});

const pointSchema: z.ZodType<FrontierPoint> = z.strictObject({
  x: z.number(),
  returnsAtMs: ms.nullable(),
  tipsAtMs: ms.nullable(),
});

/** The schema of the smallest fault after which a system does not come back: `tipping.json`. */
export const tippingSchema: z.ZodType<Tipping> = z.strictObject({
  version: z.literal(1),
  scenario: z.string(),
  file: z.string(),
  variant: z.string(),
  mode: z.enum(['sim', 'wire']),
  seed: z.int().min(0),
  plan: planSchema,
  axis: axisSchema,
  arrivals: z.enum(arrivalKinds),
  rate: z.number().min(0),
  withinMs: ms,
  longestMs: ms,
  frontier: z.array(pointSchema).max(100).readonly(),
  smallest: z
    .strictObject({
      x: z.number(),
      faultMs: ms,
      plan: planSchema,
      kind: z.enum(recoveryKinds),
      reason: z.string(),
    })
    .nullable(),
  trials: z.array(trialSchema).max(1000).readonly(),
  shrinking: z.array(trialSchema).max(1000).readonly(),
  cut: z.string().nullable(),
  result: resultSchema,
  tookMs: ms,
});
