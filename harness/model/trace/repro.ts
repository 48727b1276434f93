import { z } from 'zod';
import { planSchema, type Plan } from '../fault/plan.ts';
import type { Mode } from './trace.ts';

/** A replay file, `*.repro.json`: a failure as found, with all that is needed to see it again. */
export type Repro = ReproOf1 | ReproOf2;

/** What replay files of every version say. */
interface Found {
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
  /** The fingerprint of the run that failed. */
  readonly fingerprint: string;
  readonly shrunk: { readonly from: number; readonly to: number; readonly runs: number };
}

/** Version 1 does not say what it was found in, so that its replay cannot tell whether that moved. */
interface ReproOf1 extends Found {
  readonly version: 1;
  readonly madeWith: { readonly node: string };
}

interface ReproOf2 extends Found {
  readonly version: 2;
  readonly origin: Origin;
  readonly madeWith: MadeWith;
}

/** The circumstances in which a failure was found; a replay compares them with those of today. */
export interface Origin {
  /** What Date said when the run opened (ms since 1970); null on the wire, where it is the real time. */
  readonly epochMs: number | null;
  /** Names what each task asks and expects, in order: equal names, equal tasks. */
  readonly tasks: readonly string[];
  /** The labels that each point counts as effects. */
  readonly effects: Readonly<Record<string, readonly string[]>>;
  /**
   * What the agent called, in the task whose call was the first to be struck, up to that call, which
   * is the last; each once. Null on the wire, where no two runs are the same.
   */
  readonly path: readonly Passed[] | null;
  /**
   * For each strike of the plan that is pinned to a call, the operations of that name which its task
   * asked of its point, each once, in order: an agent may ask the same with other arguments now.
   */
  readonly siblings: readonly (readonly string[])[];
  /** The fingerprint of the same run without faults; null on the wire. */
  readonly baseline: string | null;
}

/** A call on the way to the first strike. */
export interface Passed {
  readonly point: string;
  readonly label: string;
}

/** The versions a failure was found with. */
export interface MadeWith {
  readonly node: string;
  readonly brownout: string;
  /** Installed versions of what the package of the scenario's file depends on: SDKs, frameworks. */
  readonly packages: Readonly<Record<string, string>>;
}

const found = {
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
};

const passedSchema: z.ZodType<Passed> = z.strictObject({
  point: z.string().min(1),
  label: z.string(),
});

const originSchema: z.ZodType<Origin> = z.strictObject({
  epochMs: z.int().nullable(),
  tasks: z.array(z.string()).max(100_000).readonly(),
  effects: z.record(z.string(), z.array(z.string()).max(10_000).readonly()),
  path: z.array(passedSchema).max(10_000).readonly().nullable(),
  siblings: z.array(z.array(z.string()).max(10_000).readonly()).max(1_000).readonly(),
  baseline: z.string().nullable(),
});

const madeWithSchema: z.ZodType<MadeWith> = z.strictObject({
  node: z.string(),
  brownout: z.string(),
  packages: z.record(z.string(), z.string()),
});

/** The schema of a replay file, of either version. */
export const reproSchema: z.ZodType<Repro> = z.discriminatedUnion('version', [
  z.strictObject({
    version: z.literal(1),
    ...found,
    madeWith: z.strictObject({ node: z.string() }),
  }),
  z.strictObject({
    version: z.literal(2),
    ...found,
    origin: originSchema,
    madeWith: madeWithSchema,
  }),
]);
