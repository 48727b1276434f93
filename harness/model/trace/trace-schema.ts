import { z } from 'zod';
import { facets } from '../fault/facet.ts';
import { planSchema } from '../fault/plan.ts';
import { mostTurns } from '../scenario.ts';
import { roleSchema } from '../phase.ts';
import {
  claims,
  dispositions,
  missed,
  type Ending,
  type Event,
  type Trace,
  type TracePoint,
} from './trace.ts';

/** JSON drops what is undefined: a value that said nothing comes back as null. */
const said = z.unknown().default(null);
const count = z.int().min(0);
const claimed = z.exactOptional(z.array(z.enum(claims)).max(2).readonly());
const siteSchema = z.strictObject({ op: z.string(), attempt: z.int().min(1) });

/** How a task came back, as JSON. */
export const endingSchema: z.ZodType<Ending> = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.literal('answered'),
    answer: said,
    disposition: z.enum(dispositions),
    mayBe: z.exactOptional(z.array(z.enum(dispositions)).max(5).readonly()),
    claims: claimed,
    correct: z.boolean().nullable(),
    wrong: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({ how: z.literal('failed'), error: z.string(), claims: claimed }),
  z.strictObject({ how: z.literal('hung'), why: z.enum(['idle', 'deadline', 'runaway']) }),
]);

const placed = { seq: count, atMs: z.number().min(0) };
const onCall = { call: count, point: z.string(), task: z.string() };

/** One event of a trace as JSON, told apart by `kind`. */
export const eventSchema: z.ZodType<Event> = z.discriminatedUnion('kind', [
  z.strictObject({ ...placed, kind: z.literal('phase'), phase: z.string(), role: roleSchema }),
  z.strictObject({
    ...placed,
    kind: z.literal('task.start'),
    task: z.string(),
    phase: z.string(),
    role: roleSchema,
    input: said,
    turns: z.exactOptional(z.array(said).max(mostTurns).readonly()),
    shouldAbstain: z.boolean().nullable(),
    shouldDo: z
      .record(z.string(), z.union([z.number(), z.array(z.unknown()).readonly()]))
      .nullable(),
    shouldSay: z.exactOptional(z.string()),
    shouldNotSay: z.exactOptional(z.string()),
    mayMiss: z.exactOptional(z.array(z.string()).readonly()),
  }),
  z.strictObject({
    ...placed,
    kind: z.literal('task.turn'),
    task: z.string(),
    turn: z.int().min(2),
    input: said,
    shouldSay: z.exactOptional(z.string()),
    ending: endingSchema,
  }),
  z.strictObject({
    ...placed,
    kind: z.literal('task.end'),
    task: z.string(),
    ending: endingSchema,
  }),
  z.strictObject({
    ...placed,
    ...onCall,
    kind: z.literal('call.start'),
    label: z.string(),
    site: siteSchema,
    input: said,
    safe: z.exactOptional(z.literal(true)),
    path: z.exactOptional(z.string()),
  }),
  z.strictObject({
    ...placed,
    ...onCall,
    kind: z.literal('call.end'),
    outcome: z.enum(['replied', 'failed', 'broken', 'left', 'unanswered']),
    firstByteMs: z.exactOptional(z.number().min(0)),
    gapsMs: z.exactOptional(
      z
        .array(z.tuple([z.number().min(0), count]).readonly())
        .max(100_000)
        .readonly(),
    ),
    status: count,
    meaning: said,
    truth: z.exactOptional(z.unknown()),
    taint: z.string(),
    tokens: z.number().min(0),
    outputTokens: z.exactOptional(z.number().min(0)),
    streamed: z.exactOptional(z.literal(true)),
    retryAfterMs: z.number().nullable(),
  }),
  z.strictObject({ ...placed, kind: z.literal('fault.on'), strike: count }),
  z.strictObject({ ...placed, kind: z.literal('fault.off'), strike: count }),
  z.strictObject({
    ...placed,
    kind: z.literal('fault.hit'),
    strike: count,
    call: count,
    fault: z.string(),
    effect: z.string(),
    delayMs: z.exactOptional(z.number().min(0)),
  }),
  z.strictObject({
    ...placed,
    ...onCall,
    kind: z.literal('effect'),
    does: z.string(),
    id: z.string(),
    key: z.string(),
    undoes: z.boolean(),
    idempotent: z.exactOptional(z.boolean()),
    receipt: z.exactOptional(z.string()),
  }),
  z.strictObject({
    ...placed,
    kind: z.literal('foreign'),
    host: z.string(),
    task: z.string(),
    why: z.exactOptional(z.enum(missed)),
  }),
  z.strictObject({
    ...placed,
    kind: z.literal('process'),
    what: z.enum(['crashed', 'restarted']),
    detail: z.string(),
  }),
  z.strictObject({ ...placed, kind: z.literal('harness.late'), task: z.string(), lateMs: count }),
  z.strictObject({ ...placed, kind: z.literal('harness.error'), message: z.string() }),
]);

const tracePointSchema: z.ZodType<TracePoint> = z.strictObject({
  kind: z.string().min(1),
  has: z.array(z.enum(facets)).max(20).readonly(),
  effects: z.array(z.string()).readonly(),
  takesKey: z.exactOptional(z.record(z.string(), z.boolean())),
});

/** A trace as JSON. One that does not say whether it is truncated is from before that was noted. */
export const traceSchema: z.ZodType<Trace> = z.strictObject({
  version: z.literal(2),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  mode: z.enum(['sim', 'wire']),
  seed: z.number(),
  plan: planSchema,
  drawn: z.exactOptional(z.literal(true)),
  deadlineMs: z.exactOptional(z.number().min(0)),
  reader: z.enum(['own', 'default']),
  points: z.record(z.string(), tracePointSchema),
  events: z.array(eventSchema).max(100_000).readonly(),
  lent: z.exactOptional(
    z
      .array(
        z.strictObject({
          claim: z.string(),
          point: z.string(),
          input: z.string(),
          isTrue: z.boolean(),
        }),
      )
      .readonly(),
  ),
  truncated: z.strictObject({ dropped: count, why: z.string() }).nullable().default(null),
});
