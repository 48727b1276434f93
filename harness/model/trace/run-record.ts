import { z } from 'zod';
import { withoutSchema, type WithoutStrike } from '../fault/without-strike.ts';
import { roleSchema } from '../phase.ts';
import { outcomeSchema } from './outcome.ts';
import { traceSchema, type Trace } from './trace.ts';
import { resultSchema, verdictSchema, worst, type Result, type Verdict } from './verdict.ts';

const checkVerdictSchema = z.strictObject({ check: z.string().min(1), verdict: verdictSchema });

/** One check's verdict on one run. */
export interface CheckVerdict extends z.infer<typeof checkVerdictSchema> {
  readonly verdict: Verdict;
}

const taskOutcomeSchema = z.strictObject({
  task: z.string(),
  role: roleSchema,
  outcome: outcomeSchema,
});

/** The outcome of one task, and the role of its phase. */
export interface TaskOutcome extends z.infer<typeof taskOutcomeSchema> {}

/** A failed check of a run, shrunk: the smallest run known to fail it in the same way. */
export interface ShrunkFailure {
  readonly check: string;
  readonly signature: string;
  /** Only illustrates: what the run came to is said by the run that was shrunk. */
  readonly run: RunRecord;
  /** What the check says without each strike of the plan of `run`; left out where nobody asked. */
  readonly without?: readonly WithoutStrike[];
  /** Runs of the same plan and seed made since, where none of them failed so. */
  readonly notAgainIn?: number;
}

// Of itself by way of `run`, which nothing infers.
const shrunkFailureSchema: z.ZodType<ShrunkFailure> = z.strictObject({
  check: z.string().min(1),
  signature: z.string(),
  run: z.lazy(() => runRecordSchema),
  without: z.exactOptional(withoutSchema),
  notAgainIn: z.exactOptional(z.int().min(1)),
});

// By its name: a page of the API, or an editor, would tell all of it here.
const trace: z.ZodType<Trace> = traceSchema;

const recordSchema = z.strictObject({
  version: z.literal(2),
  /** Unique among the runs of one command, fit for a file name. */
  id: z.string().min(1),
  family: z.string(),
  /** The scenario's file, relative to where the command was run. */
  file: z.string(),
  trace,
  verdicts: z
    .array(checkVerdictSchema as z.ZodType<CheckVerdict>)
    .max(1000)
    .readonly(),
  outcomes: z
    .array(taskOutcomeSchema as z.ZodType<TaskOutcome>)
    .max(100_000)
    .readonly(),
  result: resultSchema,
  /** Why the run as a whole shows nothing, where its result is unknown for that reason; else null. */
  why: z.string().nullable(),
  /** Lines that the agent printed last, in a process of its own or in this one. */
  output: z.array(z.string()).max(10_000).readonly(),
  /** The replay file of the failure, where one was written. */
  repro: z.string().nullable(),
  /** Real time it took, in ms. */
  tookMs: z.number().min(0),
  /** Checks that would not fail had the default reader taken an answer's words for another disposition. */
  restsOnReading: z.exactOptional(z.array(z.string()).max(1000).readonly()),
  /** Its failures that were shrunk. */
  shrunk: z.exactOptional(z.array(shrunkFailureSchema).max(1000).readonly()),
});

/** The record of one run: all that reports need. */
export interface RunRecord extends z.infer<typeof recordSchema> {}

/** The schema of a run record: `*.run.json`. */
export const runRecordSchema: z.ZodType<RunRecord> = recordSchema.refine(
  (run) => run.result === toldResult(run),
  { path: ['result'], error: 'is not what the verdicts of the run and its `why` come to' },
);

function toldResult({ verdicts, why }: Pick<RunRecord, 'verdicts' | 'why'>): Result {
  const results = verdicts.map(({ verdict: { result } }) => result);
  return worst([...results, why === null ? 'pass' : 'unknown']);
}
