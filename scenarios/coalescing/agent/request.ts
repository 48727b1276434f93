import { z } from 'zod';

const within = z.int().min(1).max(60_000);
const ticketSchema = z.strictObject({ ticket: z.string(), text: z.string() });

const questionSchema = z.strictObject({ ask: z.string(), connection: z.string(), within });
const sortingSchema = z.strictObject({ sort: ticketSchema, within });
const lookupSchema = z.strictObject({ look: z.string(), within });
const purchaseSchema = z.strictObject({
  order: z.strictObject({ sku: z.string(), units: z.int().min(1) }),
  within,
});

/** A ticket that wants a queue. */
export type Ticket = z.infer<typeof ticketSchema>;

/** A question that is answered to the caller's connection, word by word, within so many ms. */
export type Question = z.infer<typeof questionSchema>;

/** A ticket to be sorted, a product to be looked up, or one to be ordered, within so many ms. */
export type Errand = z.infer<typeof sortingSchema | typeof lookupSchema | typeof purchaseSchema>;

/** What a caller wants. */
export type Request = Question | Errand;

/** A request as it comes over the wire. */
export const requestSchema: z.ZodType<Request> = z.union([
  questionSchema,
  sortingSchema,
  lookupSchema,
  purchaseSchema,
]);

/** What became of a request. */
export interface Answer {
  /**
   * `answered` and `done`: all of it. `partial`: what `text` says and no more. `deferred`: nothing, for
   * now. `unconfirmed`: an order of which nobody knows whether it was placed.
   */
  readonly status: 'answered' | 'done' | 'partial' | 'deferred' | 'unconfirmed';
  readonly text: string;
  /** Why it is less than was asked for. */
  readonly why?: string;
}
