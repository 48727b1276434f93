import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { resultSchema } from '../trace/verdict.ts';
import { axisSchema } from './curve.ts';
import { recoveryKinds } from './load-report.ts';
import { manyLoads } from './many-loads.ts';

const ms = z.number().min(0);

const trialSchema = z.strictObject({
  /** The depth of the fault. */
  x: z.number(),
  /** How long it was on. */
  faultMs: ms,
  /** Whether the system stayed bad after it, came back, or that is not known. */
  outcome: z.enum(['tips', 'returns', 'unknown']),
  /** How it came out; null where there was nothing to tell it from. */
  kind: z.enum(recoveryKinds).nullable(),
  reason: z.string(),
  /** Why the load was not what it should be. */
  invalid: z.array(z.string()).max(1000).readonly(),
});

/** What became of the system after one fault. */
export type TippingTrial = z.infer<typeof trialSchema>;

const pointSchema = z.strictObject({
  x: z.number(),
  /** The longest fault after which it came back, below those that tip it; null where none was seen. */
  returnsAtMs: ms.nullable(),
  /** The shortest fault after which it did not; null where none was seen. */
  tipsAtMs: ms.nullable(),
});

/** One depth: for how long the system bears the fault. */
export type FrontierPoint = z.infer<typeof pointSchema>;

/** The schema of the smallest fault after which a system does not come back: `tipping.json`. */
export const tippingSchema = z.strictObject({
  ...manyLoads,
  seed: z.int().min(0),
  plan: planSchema,
  axis: axisSchema,
  rate: z.number().min(0),
  /** The longest fault that was tried. */
  longestMs: ms,
  frontier: z.array(pointSchema).max(100).readonly(),
  /** Null where no fault that was tried tips it. */
  smallest: z
    .strictObject({
      x: z.number(),
      faultMs: ms,
      plan: planSchema,
      kind: z.enum(recoveryKinds),
      reason: z.string(),
    })
    .nullable(),
  /** In the order in which they were made. */
  trials: z.array(trialSchema).max(1000).readonly(),
  /** Those by which the smallest was found, with less depth or fewer strikes. */
  shrinking: z.array(trialSchema).max(1000).readonly(),
  /** `fail` where a fault tips it, `pass` where it comes back from the longest fault at each depth. */
  result: resultSchema,
});

/** The smallest fault after which a system does not come back by itself: `tipping.json`. */
export type Tipping = z.infer<typeof tippingSchema>;
