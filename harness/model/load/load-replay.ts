import { z } from 'zod';
import { planSchema, type Plan } from '../fault/plan.ts';
import { arrivalKinds, type ArrivalKind } from '../phase.ts';
import type { Mode } from '../trace/trace.ts';
import type { LoadPrices } from './load-options.ts';
import { recoveryKinds, type RecoveryKind } from './load-report.ts';

/** The replay file of a load, `*.replay.json`: all that is needed to make it again. */
export interface LoadReplay {
  readonly version: 1;
  readonly kind: 'load';
  /** The scenario's file, relative to where the command was run, and its title. */
  readonly file: string;
  readonly scenario: string;
  readonly variant: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly plan: Plan;
  /** The load as it was asked for, whatever the scenario says now. */
  readonly load: {
    readonly rate: number;
    readonly arrivals: ArrivalKind;
    readonly shape?: number;
    /** How long each phase lasts (ms). */
    readonly phases: Readonly<Record<'baseline' | 'fault' | 'recovery', number>>;
    readonly concurrencyLimit?: number;
    /** In ms. */
    readonly within: number;
    readonly slo: Readonly<Record<string, string>>;
    readonly prices?: LoadPrices;
  };
  /** How the system came out. */
  readonly recovery: RecoveryKind;
  /** Names the report of the load, without the time it took: under virtual time it comes out the same. */
  readonly fingerprint: string;
}

const ms = z.number().min(0);

/** The schema of the replay file of a load. */
export const loadReplaySchema: z.ZodType<LoadReplay> = z.strictObject({
  version: z.literal(1),
  kind: z.literal('load'),
  file: z.string(),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  mode: z.enum(['sim', 'wire']),
  seed: z.int().min(0),
  plan: planSchema,
  load: z.strictObject({
    rate: z.number().min(0),
    arrivals: z.enum(arrivalKinds),
    shape: z.exactOptional(z.number().min(0)),
    phases: z.strictObject({ baseline: ms, fault: ms, recovery: ms }),
    concurrencyLimit: z.exactOptional(z.int().min(1)),
    within: ms,
    slo: z.record(z.string(), z.string()).readonly(),
    prices: z.exactOptional(z.strictObject({ input: ms, output: ms })),
  }),
  recovery: z.enum(recoveryKinds),
  fingerprint: z.string(),
});
