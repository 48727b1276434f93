import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { arrivalKinds } from '../phase.ts';
import { recoveryKinds } from './load-report.ts';

const ms = z.number().min(0);

/** The schema of the replay file of a load. */
export const loadReplaySchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('load'),
  /** The scenario's file, relative to where the command was run, and its title. */
  file: z.string(),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  mode: z.enum(['sim', 'wire']),
  seed: z.int().min(0),
  plan: planSchema,
  /** The load as it was asked for, whatever the scenario says now. */
  load: z.strictObject({
    rate: z.number().min(0),
    arrivals: z.enum(arrivalKinds),
    shape: z.exactOptional(z.number().min(0)),
    /** How long each phase lasts (ms). */
    phases: z.strictObject({ baseline: ms, fault: ms, recovery: ms }),
    concurrencyLimit: z.exactOptional(z.int().min(1)),
    /** In ms. */
    within: ms,
    slo: z.record(z.string(), z.string()).readonly(),
    prices: z.exactOptional(z.strictObject({ input: ms, output: ms })),
  }),
  /** How the system came out. */
  recovery: z.enum(recoveryKinds),
  /** Names the report of the load, without the time it took: under virtual time it comes out the same. */
  fingerprint: z.string(),
});

/** The replay file of a load, `*.replay.json`: all that is needed to make it again. */
export type LoadReplay = z.infer<typeof loadReplaySchema>;
