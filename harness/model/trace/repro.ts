import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';

const found = {
  /** The scenario's file, relative to where the command was run, and its title. */
  file: z.string(),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  mode: z.enum(['sim', 'wire']),
  seed: z.int(),
  plan: planSchema,
  check: z.string().min(1),
  signature: z.string(),
  reason: z.string(),
  /** The fingerprint of the run that failed. */
  fingerprint: z.string(),
  shrunk: z.strictObject({ from: z.int(), to: z.int(), runs: z.int() }),
};

const passedSchema = z.strictObject({
  point: z.string().min(1),
  label: z.string(),
});

/** A call on the way to the first strike. */
export type Passed = z.infer<typeof passedSchema>;

const originSchema = z.strictObject({
  /** What Date said when the run opened (ms since 1970); null on the wire, where it is the real time. */
  epochMs: z.int().nullable(),
  /** Names what each task asks and expects, in order: equal names, equal tasks. */
  tasks: z.array(z.string()).max(100_000).readonly(),
  /** The labels that each point counts as effects. */
  effects: z.record(z.string(), z.array(z.string()).max(10_000).readonly()),
  /**
   * What the agent called, in the task whose call was the first to be struck, up to that call, which
   * is the last; each once. Null on the wire, where no two runs are the same.
   */
  path: z.array(passedSchema).max(10_000).readonly().nullable(),
  /**
   * For each strike of the plan that is pinned to a call, the operations of that name which its task
   * asked of its point, each once, in order: an agent may ask the same with other arguments now.
   */
  siblings: z.array(z.array(z.string()).max(10_000).readonly()).max(1_000).readonly(),
  /** The fingerprint of the same run without faults; null on the wire. */
  baseline: z.string().nullable(),
});

/** The circumstances in which a failure was found; a replay compares them with those of today. */
export type Origin = z.infer<typeof originSchema>;

const madeWithSchema = z.strictObject({
  node: z.string(),
  brownout: z.string(),
  /** Installed versions of what the package of the scenario's file depends on: SDKs, frameworks. */
  packages: z.record(z.string(), z.string()),
});

/** The versions a failure was found with. */
export type MadeWith = z.infer<typeof madeWithSchema>;

/** The schema of a replay file, of either version. */
export const reproSchema = z.discriminatedUnion('version', [
  // Version 1 does not say what it was found in, so that its replay cannot tell whether that moved.
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

/** A replay file, `*.repro.json`: a failure as found, with all that is needed to see it again. */
export type Repro = z.infer<typeof reproSchema>;
