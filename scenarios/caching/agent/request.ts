import { z } from 'zod';

const name = z.string().regex(/^[a-z0-9-]{1,40}$/);

const questionSchema = z.strictObject({
  tenant: name,
  role: z.enum(['customer', 'staff']),
  /** The conversation it belongs to. */
  session: name,
  text: z.string().min(1).max(2000),
  model: name,
  /** Which version of the instructions the model is given. */
  prompt: z.int().min(1),
});

const purgeSchema = z.strictObject({ purge: name });

/** Something that somebody asks. */
export type Question = z.infer<typeof questionSchema>;

/** An order to forget all that is kept for a tenant. */
export type Purge = z.infer<typeof purgeSchema>;

/** Rounds of requests: those of one round come at the same time, the rounds one after another. */
export interface Batch {
  readonly rounds: readonly (readonly (Question | Purge)[])[];
}

/** A batch as it comes over the wire. */
export const batchSchema: z.ZodType<Batch> = z.strictObject({
  rounds: z
    .array(
      z
        .array(z.union([questionSchema, purgeSchema]))
        .min(1)
        .max(100),
    )
    .min(1)
    .max(20),
});

/** The reply to one request. */
export interface Reply {
  /**
   * `full`: an answer, or a write that was made or is ruled out. `abstained`: a tool it needs did
   * not answer. `unconfirmed`: a write that may or may not have been made. `busy`: it could not be
   * taken on just now. `failed`: something broke.
   */
  readonly status: 'full' | 'abstained' | 'unconfirmed' | 'busy' | 'failed';
  readonly text: string;
  /** Of a write that is not confirmed: the key under which it can be asked for. */
  readonly key?: string;
}

/** The replies to a batch, in the order of its requests. */
export interface Answer {
  /** `done`: every reply is full. `partial`: some are. `failed`: none is. */
  readonly status: 'done' | 'partial' | 'failed';
  readonly replies: readonly Reply[];
}
