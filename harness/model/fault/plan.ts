import { z } from 'zod';
import type { Duration } from '../options/duration.ts';

const fromOne = z.union([z.int().min(1), z.tuple([z.int().min(1), z.int().min(1)]).readonly()]);

const targetSchema = z.strictObject({
  /** A label such as `POST /book`. */
  call: z.exactOptional(z.string().min(1)),
  /** The nth matching call of the fault phase, from 1: `1`, or `[3, 5]`. */
  calls: z.exactOptional(fromOne),
  /** Milliseconds since the fault phase began, both ends included. */
  ms: z.exactOptional(z.tuple([z.number().min(0), z.number().min(0)]).readonly()),
  /**
   * Counts `ms` from the first call of the fault phase: an agent that is a program takes time to
   * start.
   */
  from: z.exactOptional(z.literal('first call')),
  /** The turn of a model's conversation, from 1, which a retry asks for again: `1`, or `[2, 4]`. */
  turn: z.exactOptional(fromOne),
  /** The model that is asked: `gpt-5-mini`. */
  model: z.exactOptional(z.string().min(1)),
  /** A tool that the request offers its model, or that was called before in its conversation. */
  tool: z.exactOptional(z.string().min(1)),
  /** One crossing only. */
  site: z.exactOptional(z.strictObject({ op: z.string().min(1), attempt: z.int().min(1) })),
  /** Calls of this task only: `during-1`. */
  task: z.exactOptional(z.string().min(1)),
  /** The probability that a matching call is struck; 1 where left out. */
  chance: z.exactOptional(z.number().min(0).max(1)),
});

/** The calls at a point that a strike matches; a call must match every given field. */
export interface Target extends z.infer<typeof targetSchema> {}

/** A target as it is written in code: its window also as `[0, '2 s']`. */
export interface Aim<Label extends string = string> extends Omit<Target, 'ms' | 'call'> {
  /** A label such as `POST /book`. */
  readonly call?: Label;
  /** Since the fault phase began, both ends included. */
  readonly ms?: readonly [from: Duration, to: Duration];
}

declare const labels: unique symbol;

/** A point as a plan function gets it; its type has the labels of its calls. */
export interface PointHandle<Label extends string = string> {
  readonly name: string;
  readonly [labels]?: Label;
}

// By its name: a page of the API, or an editor, would tell all of it at each strike.
const when: z.ZodType<Target> = targetSchema;

const aimedSchema = z.strictObject({
  fault: z.strictObject({ name: z.string().min(1), params: z.record(z.string(), z.unknown()) }),
  at: z.string().min(1),
  when,
});

/** A fault aimed: plain data, as written to plan files. */
export interface Strike extends z.infer<typeof aimedSchema> {}

/** One strike as JSON; whether its fault and point exist is for `checkPlan` to say. */
export const strikeSchema: z.ZodType<Strike> = aimedSchema;

/** A plan as JSON, inside other artifacts. */
export const planSchema = z.array(strikeSchema).max(1000).readonly();

/** A list of strikes; the first that changes a call is applied. */
export type Plan = readonly Strike[];

/** The schema of a plan file: `*.plan.json`. */
export const planFileSchema = z.strictObject({ version: z.literal(1), plan: planSchema });
