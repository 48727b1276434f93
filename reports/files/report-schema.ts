import { z } from 'zod';
import { roleSchema } from '../../harness/model/phase.ts';
import type { Matrix } from '../../harness/model/trace/matrix.ts';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import { missed } from '../../harness/model/trace/trace.ts';
import { planSchema } from '../../harness/model/fault/plan.ts';
import { outcomeSchema, resultSchema } from '../../harness/model/trace/run-record-schema.ts';
import { endingSchema } from '../../harness/model/trace/trace-schema.ts';
import { withoutSchema } from '../../harness/model/fault/without-strike.ts';
import { reliabilitySchema } from '../reliability/schema.ts';
import { searchSchema } from './search-schema.ts';
import type {
  Bar,
  Finding,
  Instant,
  Mark,
  ScenarioSummary,
  TimelineLine,
  Twin,
  Summary,
} from '../summary/summary.ts';
import type { SeedGroup } from '../reliability/seeds.ts';
import type { Mix } from '../summary/counts.ts';

const count = z.int().min(0);
const counts = { pass: count, fail: count, unknown: count };
const mode = z.enum(['sim', 'wire']);
const doubts = z.array(z.strictObject({ check: z.string(), reason: z.string(), count })).readonly();
const tally = z.record(z.enum(outcomes), count);
const mixSchema: z.ZodType<Mix> = z.strictObject({ before: tally, during: tally, after: tally });

/** What came of each seed of a scenario. */
export const seedGroupSchema: z.ZodType<SeedGroup> = z.strictObject({
  plan: z.string(),
  result: z.enum(['pass', 'unknown', 'fail', 'idle']),
  failed: z.array(z.string()).readonly(),
  passed: z.array(z.string()).readonly(),
  unknown: z.array(z.string()).readonly(),
  ended: z.partialRecord(z.enum(outcomes), count).readonly(),
  seeds: z.string().regex(/^\d+(-\d+)?(,\d+(-\d+)?)*$/),
});

const scenarioSchema: z.ZodType<ScenarioSummary> = z.strictObject({
  ...counts,
  family: z.string(),
  title: z.string(),
  file: z.string(),
  variant: z.string().default('careful'),
  result: resultSchema,
  runs: count,
  idle: count.default(0),
  modes: z.array(mode).readonly(),
  checks: z
    .array(z.strictObject({ ...counts, check: z.string(), notApplicable: count }))
    .readonly(),
  mix: mixSchema,
  doubts,
  inapplicable: doubts,
  harnessFailures: z.array(z.strictObject({ message: z.string(), count })).readonly(),
  misses: z.array(z.strictObject({ strike: z.string(), runs: count })).readonly(),
  foreign: z
    .array(
      z.strictObject({
        host: z.string(),
        requests: count,
        tasks: count,
        why: z.exactOptional(z.enum(missed)),
      }),
    )
    .readonly(),
  variants: z
    .array(z.strictObject({ variant: z.string(), runs: count, flagged: count }))
    .readonly(),
  reliability: z.exactOptional(reliabilitySchema),
  seeds: z.array(seedGroupSchema).max(1000).readonly().default([]),
  tookMs: z.number(),
});

const instant = { seq: count, atMs: z.number() };
const instantSchema: z.ZodType<Instant> = z.strictObject(instant);

const lineSchema: z.ZodType<TimelineLine> = z.strictObject({
  ...instant,
  kind: z.enum([
    'phase',
    'task.start',
    'task.turn',
    'task.end',
    'call.start',
    'call.end',
    'fault.on',
    'fault.off',
    'fault.hit',
    'effect',
    'foreign',
    'process',
    'harness.late',
    'harness.error',
  ]),
  text: z.string(),
  evidence: count,
  isAbout: z.boolean(),
});

const markSchema: z.ZodType<Mark> = z.strictObject({
  ...instant,
  kind: z.enum(['fault', 'effect']),
  text: z.string(),
  evidence: count,
});

const barSchema: z.ZodType<Bar> = z.strictObject({
  kind: z.enum(['task', 'call', 'process']),
  lane: z.string(),
  label: z.string(),
  from: instantSchema,
  to: instantSchema.nullable(),
  ending: z.string(),
  isAbout: z.boolean(),
  isGood: z.boolean(),
  marks: z.array(markSchema).readonly(),
  evidence: z.array(count).readonly(),
});

const twinSchema: z.ZodType<Twin> = z.strictObject({
  task: z.string(),
  clean: z.string(),
  rows: z
    .array(
      z.strictObject({
        clean: barSchema.nullable(),
        struck: barSchema.nullable(),
        differs: z.boolean(),
      }),
    )
    .readonly(),
  diverges: count.nullable(),
  leftOut: z.strictObject({ before: count, after: count }),
});

const findingSchema: z.ZodType<Finding> = z.strictObject({
  family: z.string(),
  title: z.string(),
  file: z.string(),
  variant: z.string(),
  check: z.string(),
  signature: z.string(),
  harm: z.string(),
  isExpected: z.boolean(),
  count,
  ofRuns: count,
  notAgainIn: count,
  ended: z.array(z.strictObject({ outcome: outcomeSchema, count })).readonly(),
  met: z.string().nullable(),
  run: z.string(),
  mode,
  seed: z.number(),
  reason: z.string(),
  plan: planSchema,
  strikes: z.array(z.string()).readonly(),
  without: withoutSchema.nullable().default(null),
  outcome: outcomeSchema.nullable(),
  restsOnReading: z.boolean(),
  foreign: z.array(z.string()).readonly(),
  tasks: z
    .array(
      z.strictObject({
        task: z.string(),
        input: z.unknown(),
        expected: z.string(),
        ending: endingSchema.nullable(),
      }),
    )
    .readonly(),
  evidence: z.array(lineSchema).readonly(),
  timeline: z.strictObject({
    lines: z.array(lineSchema).readonly(),
    bars: z.array(barSchema).readonly(),
    roles: z.array(roleSchema).readonly(),
    leftOut: z.strictObject({ lines: count, bars: count }),
  }),
  twin: twinSchema.nullable().default(null),
  causes: z.array(z.string()).readonly().default([]),
  output: z.array(z.string()).readonly(),
  replay: z.string().nullable(),
});

/** The schema of a kill matrix inside `report.json`. */
const matrixSchema: z.ZodType<Matrix> = z.strictObject({
  careful: z.strictObject({ runs: count, falseAlarms: count, unknown: count }),
  mutants: z
    .array(
      z.strictObject({
        id: z.string(),
        family: z.string(),
        flagged: z.boolean(),
        by: z.string(),
        strikes: count,
        repro: z.string().nullable(),
        how: z.exactOptional(z.string()),
      }),
    )
    .readonly(),
});

/** The schema of `report.json`. */
export const reportSchema: z.ZodType<Summary> = z.strictObject({
  version: z.literal(3),
  meta: z.strictObject({
    command: z.string(),
    startedAt: z.string(),
    tookMs: z.number(),
    partial: z.boolean(),
    runsEach: z.exactOptional(count),
    version: z.string(),
  }),
  result: resultSchema,
  totals: z.strictObject({
    scenarios: count,
    passed: count,
    failed: count,
    inconclusive: count,
    runs: count,
    mutantRuns: count,
    harnessFailures: count,
    findings: count,
  }),
  families: z
    .array(
      z.strictObject({
        family: z.string(),
        result: resultSchema,
        runs: count,
        scenarios: z.array(scenarioSchema).readonly(),
      }),
    )
    .readonly(),
  reliability: z.exactOptional(reliabilitySchema),
  searches: z.array(searchSchema).readonly(),
  findings: z.array(findingSchema).readonly(),
  leftOut: count,
  matrix: matrixSchema.nullable(),
  errors: z
    .array(
      z.strictObject({
        file: z.string(),
        message: z.string(),
        lines: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});
