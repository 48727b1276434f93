import { z } from 'zod';
import { roleSchema } from '../phase.ts';
import { outcomes, type Outcome } from './outcome.ts';
import type { CheckVerdict, RunRecord, ShrunkFailure, TaskOutcome } from './run-record.ts';
import { traceSchema } from './trace-schema.ts';
import { withoutSchema } from '../fault/without-strike.ts';
import { results, worst, type Result, type Verdict } from './verdict.ts';

/** `pass`, `unknown` or `fail`, as JSON. */
export const resultSchema: z.ZodType<Result> = z.enum(results);

/** One of the nine outcomes, as JSON. */
export const outcomeSchema: z.ZodType<Outcome> = z.enum(outcomes);

const verdictSchema: z.ZodType<Verdict> = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('pass') }),
  z.strictObject({ result: z.literal('not-applicable'), reason: z.string() }),
  z.strictObject({ result: z.literal('unknown'), reason: z.string() }),
  z.strictObject({
    result: z.literal('fail'),
    reason: z.string(),
    evidence: z.array(z.int().min(0)).readonly(),
    signature: z.string(),
  }),
]);

const checkVerdictSchema: z.ZodType<CheckVerdict> = z.strictObject({
  check: z.string().min(1),
  verdict: verdictSchema,
});

const taskOutcomeSchema: z.ZodType<TaskOutcome> = z.strictObject({
  task: z.string(),
  role: roleSchema,
  outcome: outcomeSchema,
});

const shrunkFailureSchema: z.ZodType<ShrunkFailure> = z.strictObject({
  check: z.string().min(1),
  signature: z.string(),
  run: z.lazy(() => runRecordSchema),
  without: z.exactOptional(withoutSchema),
  notAgainIn: z.exactOptional(z.int().min(1)),
});

/** The schema of a run record: `*.run.json`. */
export const runRecordSchema: z.ZodType<RunRecord> = z
  .strictObject({
    version: z.literal(2),
    id: z.string().min(1),
    family: z.string(),
    file: z.string(),
    trace: traceSchema,
    verdicts: z.array(checkVerdictSchema).max(1000).readonly(),
    outcomes: z.array(taskOutcomeSchema).max(100_000).readonly(),
    result: resultSchema,
    why: z.string().nullable(),
    output: z.array(z.string()).max(10_000).readonly(),
    repro: z.string().nullable(),
    tookMs: z.number().min(0),
    restsOnReading: z.exactOptional(z.array(z.string()).max(1000).readonly()),
    shrunk: z.exactOptional(z.array(shrunkFailureSchema).max(1000).readonly()),
  })
  .refine((run) => run.result === toldResult(run), {
    path: ['result'],
    error: 'is not what the verdicts of the run and its `why` come to',
  });

function toldResult({ verdicts, why }: RunRecord): Result {
  const results = verdicts.map(({ verdict }) => verdict.result);
  return worst([...results, why === null ? 'pass' : 'unknown']);
}
