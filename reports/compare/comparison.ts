import { z } from 'zod';

/** What a comparison, or a part of it, comes to, best first. */
export const comparedResults = ['not-worse', 'unknown', 'worse'] as const;

/** One of those. */
export type ComparedResult = (typeof comparedResults)[number];

/** What became of something that one of two reports tells of. */
export const changeKinds = [
  'newly-broke',
  'still-broken',
  'no-longer-known',
  'no-longer-covered',
  'newly-holds',
  'newly-covered',
] as const;

const standing = z.enum(comparedResults);
const estimate = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

const changeSchema = z.strictObject({
  kind: z.enum(changeKinds),
  file: z.string(),
  title: z.string(),
  /** A check, `check: signature` of a finding, `fault at call` of a search; '' for all of it. */
  what: z.string(),
  reason: z.string(),
  result: standing,
});

/** What became of a scenario, a check, a finding, or a fault at a call. */
export type Change = z.infer<typeof changeSchema>;

const measureSchema = z.strictObject({
  /** Such as `goodput` or `pass rate`. */
  name: z.string(),
  /** The phase or the scenario it is about; '' for all. */
  where: z.string(),
  unit: z.enum(['share', 'ms', 'factor']),
  base: z.number().nullable(),
  now: z.number().nullable(),
  /** Now less base, with its 95 % interval; null where nothing can be said. */
  difference: estimate.nullable(),
  /** How the interval was made, or why there is none. */
  how: z.string(),
  /** How much worse it may be, in its unit; null where it is not asked. */
  margin: z.number().nullable(),
  result: standing,
  /** Whether it is better now, with its whole interval. */
  isBetter: z.boolean(),
});

/** Something that was measured on both sides, and whether it may be worse. */
export type ComparedMeasure = z.infer<typeof measureSchema>;

const sideSchema = z.strictObject({ file: z.string(), says: z.string() });

/** A report that was compared: its file, and what it is of. */
export type ComparedSide = z.infer<typeof sideSchema>;

/** The schema of a comparison of two reports: `compare.json`. */
export const comparisonSchema = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['suite', 'load']),
  base: sideSchema,
  now: sideSchema,
  /** What was not the same on both sides: variants, seeds. */
  unlike: z.array(z.string()).readonly(),
  result: standing,
  changes: z.array(changeSchema).readonly(),
  differences: z.array(measureSchema).readonly(),
  /** What bears on how to read it: other seeds, how gates were corrected. */
  notes: z.array(z.string()).readonly(),
});

/** A comparison of two reports: `compare.json`. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** The worst of some comparedResults; `not-worse` for none. */
export function worstOf(all: readonly ComparedResult[]): ComparedResult {
  return comparedResults.findLast((one) => all.includes(one)) ?? 'not-worse';
}
