import { z } from 'zod';
import type { Reliability } from './reliability.ts';

const count = z.int().min(0);
const estimate = { value: z.number(), low: z.number(), high: z.number() };
const estimateSchema = z.strictObject(estimate);
const tooFew = z.strictObject({ tooFewRuns: count });
const measured = z.union([estimateSchema, tooFew]);

/** The schema of a reliability in `report.json`. */
export const reliabilitySchema: z.ZodType<Reliability> = z.strictObject({
  runs: count,
  unknown: count,
  passHatK: z.union([
    z
      .array(z.strictObject({ ...estimate, k: count, judged: estimateSchema.nullable() }))
      .readonly(),
    tooFew,
  ]),
  precision: measured.nullable(),
  recall: measured.nullable(),
  safeSuccess: z.strictObject({
    underFaults: measured.nullable(),
    baseline: measured.nullable(),
    difference: measured.nullable(),
  }),
  amplification: z
    .array(z.strictObject({ point: z.string(), isOverBaseline: z.boolean(), ratio: measured }))
    .readonly(),
  selective: z
    .union([
      tooFew,
      z.strictObject({
        answers: count,
        curve: z.array(z.strictObject({ coverage: z.number(), risk: estimateSchema })).readonly(),
        aurc: estimateSchema,
        eAurc: estimateSchema,
      }),
    ])
    .nullable(),
});
