import { z } from 'zod';
import { planSchema, type Plan } from './plan.ts';
import type { Mode } from './trace.ts';

/** A replay file, `*.repro.json`: a failure as found, with all that is needed to see it again. */
export interface Repro {
  readonly version: 1;
  /** The scenario's file, relative to where the command was run, and its title. */
  readonly file: string;
  readonly scenario: string;
  readonly variant: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly plan: Plan;
  readonly check: string;
  readonly signature: string;
  readonly reason: string;
  /** Of the run that failed: see `fingerprint`. */
  readonly fingerprint: string;
  readonly shrunk: { readonly from: number; readonly to: number; readonly runs: number };
  readonly madeWith: { readonly node: string };
}

/** The schema of a replay file. */
export const reproSchema: z.ZodType<Repro> = z.strictObject({
  version: z.literal(1),
  file: z.string(),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  mode: z.enum(['sim', 'wire']),
  seed: z.int(),
  plan: planSchema,
  check: z.string().min(1),
  signature: z.string(),
  reason: z.string(),
  fingerprint: z.string(),
  shrunk: z.strictObject({ from: z.int(), to: z.int(), runs: z.int() }),
  madeWith: z.strictObject({ node: z.string() }),
});
