import { z } from 'zod';
import type { Site } from '../call.ts';
import type { Duration } from '../options/duration.ts';

/** The calls at a point that a strike matches; a call must match every given field. */
export interface Target {
  /** A label such as `POST /book`. */
  readonly call?: string;
  /** The nth matching call of the fault phase, from 1: `1`, or `[3, 5]`. */
  readonly calls?: number | readonly [from: number, to: number];
  /** Milliseconds since the fault phase began, both ends included. */
  readonly ms?: readonly [from: number, to: number];
  /**
   * Counts `ms` from the first call of the fault phase: an agent that is a program takes time to
   * start.
   */
  readonly from?: 'first call';
  /** The turn of a model's conversation, from 1, which a retry asks for again: `1`, or `[2, 4]`. */
  readonly turn?: number | readonly [from: number, to: number];
  /** The model that is asked: `gpt-5-mini`. */
  readonly model?: string;
  /** A tool that the request offers its model, or that was called before in its conversation. */
  readonly tool?: string;
  /** One crossing only. */
  readonly site?: Site;
  /** Calls of this task only: `during-1`. */
  readonly task?: string;
  /** The probability that a matching call is struck; 1 where left out. */
  readonly chance?: number;
}

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

/** A fault aimed: plain data, as written to plan files. */
export interface Strike {
  readonly fault: { readonly name: string; readonly params: Readonly<Record<string, unknown>> };
  readonly at: string;
  readonly when: Target;
}

/** A list of strikes; the first that changes a call is applied. */
export type Plan = readonly Strike[];

const siteSchema = z.strictObject({ op: z.string().min(1), attempt: z.int().min(1) });

const fromOne = z.union([z.int().min(1), z.tuple([z.int().min(1), z.int().min(1)]).readonly()]);

const targetSchema: z.ZodType<Target> = z.strictObject({
  call: z.exactOptional(z.string().min(1)),
  calls: z.exactOptional(fromOne),
  ms: z.exactOptional(z.tuple([z.number().min(0), z.number().min(0)]).readonly()),
  from: z.exactOptional(z.literal('first call')),
  turn: z.exactOptional(fromOne),
  model: z.exactOptional(z.string().min(1)),
  tool: z.exactOptional(z.string().min(1)),
  site: z.exactOptional(siteSchema),
  task: z.exactOptional(z.string().min(1)),
  chance: z.exactOptional(z.number().min(0).max(1)),
});

/** One strike as JSON; whether its fault and point exist is for `checkPlan` to say. */
export const strikeSchema: z.ZodType<Strike> = z.strictObject({
  fault: z.strictObject({ name: z.string().min(1), params: z.record(z.string(), z.unknown()) }),
  at: z.string().min(1),
  when: targetSchema,
});

/** A plan as JSON, inside other artifacts. */
export const planSchema: z.ZodType<Plan> = z.array(strikeSchema).max(1000).readonly();

/** A plan file: `*.plan.json`. */
export interface PlanFile {
  readonly version: 1;
  readonly plan: Plan;
}

/** The schema of a plan file. */
export const planFileSchema: z.ZodType<PlanFile> = z.strictObject({
  version: z.literal(1),
  plan: planSchema,
});
