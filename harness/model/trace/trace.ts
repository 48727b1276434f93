import { z } from 'zod';
import { facets } from '../fault/facet.ts';
import { planSchema } from '../fault/plan.ts';
import type { Role } from '../phase.ts';
import { demandTrace } from '../options/demand-trace.ts';
import { eventSchema, type Event } from './event.ts';

export * from './event.ts';

/** The mode of a run: in process under virtual time, or over real sockets. */
export type Mode = 'sim' | 'wire';

const pointSchema = z.strictObject({
  kind: z.string().min(1),
  /** What faults can act on. */
  has: z.array(z.enum(facets)).max(20).readonly(),
  effects: z.array(z.string()).readonly(),
  /**
   * Whether a tool takes an idempotency key, by the label of the effect; left out where nothing
   * says.
   */
  takesKey: z.exactOptional(z.record(z.string(), z.boolean())),
});

/** A point as the trace names it. */
export interface TracePoint extends z.infer<typeof pointSchema> {}

const truncatedSchema = z.strictObject({
  /** How many events were left out; 0 where the run was only cut short. */
  dropped: z.int().min(0),
  /** The cap that was met, in words. */
  why: z.string(),
});

/** The part that is missing from a trace, and the reason. */
export interface Truncated extends z.infer<typeof truncatedSchema> {}

const lentSchema = z.strictObject({
  claim: z.string(),
  /** The point that replied; '' where that is not known any more, nor whether there was such a reply. */
  point: z.string(),
  /** What that task was asked, as canonical JSON. */
  input: z.string(),
  /** Whether no fault changed the reply. */
  isTrue: z.boolean(),
});

/** A claim that a reply to a task held whose events are not in the trace. */
export interface LentClaim extends z.infer<typeof lentSchema> {}

// The casts keep names: a page of the API, or an editor, would tell all of each where it is meant.
/** The schema of a trace. One that does not say whether it is truncated is from before that was noted. */
export const traceSchema = z.strictObject({
  version: z.literal(2),
  scenario: z.string().min(1),
  /** Which system ran: `careful`, or the id of a mutant. */
  variant: z.string().min(1),
  mode: z.enum(['sim', 'wire']),
  seed: z.number(),
  plan: planSchema,
  /** Whether the plan was drawn for the seed; left out where it was written, or given to the run. */
  drawn: z.exactOptional(z.literal(true)),
  /** What a task may take (ms); left out in traces that do not say it. */
  deadlineMs: z.exactOptional(z.number().min(0)),
  /** Who said how answers present themselves: a reader of the scenario's own, or the default one. */
  reader: z.enum(['own', 'default']),
  points: z.record(z.string(), pointSchema as z.ZodType<TracePoint>),
  events: z.array(eventSchema).max(100_000).readonly(),
  /** What replies to other tasks told of what these tasks' answers say; left out where all tasks are here. */
  lent: z.exactOptional(z.array(lentSchema as z.ZodType<LentClaim>).readonly()),
  /** Null where the trace holds all that happened; no check passes on one that does not. */
  truncated: (truncatedSchema as z.ZodType<Truncated>).nullable().default(null),
});

/** The trace of a run: all that a check may use. */
export interface Trace extends z.infer<typeof traceSchema> {
  // Of a union no cast keeps the name.
  readonly events: readonly Event[];
}

/**
 * The events of one kind, in order.
 *
 * @example const hits = eventsOf(trace, 'fault.hit');
 */
export function eventsOf<K extends Event['kind']>(
  trace: Trace,
  kind: K,
): readonly Extract<Event, { kind: K }>[] {
  demandTrace(trace, 'eventsOf(…)');
  return trace.events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
}

/**
 * The events of the phases of one role, in order; a trace that names no phase is all fault phase.
 */
export function eventsIn({ events }: Trace, role: Role): readonly Event[] {
  let now: Role = 'during';
  return events.filter((event) => {
    if (event.kind === 'phase') now = event.role;
    return now === role;
  });
}
