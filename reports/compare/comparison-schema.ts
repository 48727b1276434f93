import { z } from 'zod';
import {
  changeKinds,
  comparedResults,
  type Change,
  type ComparedMeasure,
  type ComparedSide,
  type Comparison,
} from './comparison.ts';

const standing = z.enum(comparedResults);
const estimate = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

const changeSchema: z.ZodType<Change> = z.strictObject({
  kind: z.enum(changeKinds),
  file: z.string(),
  title: z.string(),
  what: z.string(),
  reason: z.string(),
  result: standing,
});

const measureSchema: z.ZodType<ComparedMeasure> = z.strictObject({
  name: z.string(),
  where: z.string(),
  unit: z.enum(['share', 'ms', 'factor']),
  base: z.number().nullable(),
  now: z.number().nullable(),
  difference: estimate.nullable(),
  how: z.string(),
  margin: z.number().nullable(),
  result: standing,
  isBetter: z.boolean(),
});

const sideSchema: z.ZodType<ComparedSide> = z.strictObject({ file: z.string(), says: z.string() });

/** The schema of a comparison of two reports: `compare.json`. */
export const comparisonSchema: z.ZodType<Comparison> = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['suite', 'load']),
  base: sideSchema,
  now: sideSchema,
  unlike: z.array(z.string()).readonly(),
  result: standing,
  changes: z.array(changeSchema).readonly(),
  differences: z.array(measureSchema).readonly(),
  notes: z.array(z.string()).readonly(),
});
