import { z } from 'zod';

/** The two models: a cheap and quick one, and one that can do more and costs more. */
export type Tier = 'swift' | 'grand';

/** A conversation that somebody has: what they say, turn by turn. */
export interface Request {
  readonly tenant: string;
  readonly turns: readonly string[];
  /** What is `high` is done by the strong model or not at all. */
  readonly risk: 'usual' | 'high';
  /** The model that the caller has chosen; the router chooses where left out. */
  readonly model?: Tier | undefined;
}

/** A request as it comes over the wire. */
export const requestSchema: z.ZodType<Request> = z.strictObject({
  tenant: z.string(),
  turns: z.array(z.string()).min(1).max(10),
  risk: z.enum(['usual', 'high']),
  model: z.enum(['swift', 'grand']).optional(),
});

/** What became of a conversation. */
export interface Answer {
  /** `degraded`: a turn was served by less than it wanted. `deferred`: it was not finished, for now. */
  readonly status: 'answered' | 'degraded' | 'deferred';
  readonly text: string;
  /** Which model served each turn. */
  readonly served: readonly Tier[];
  readonly why?: string;
}
