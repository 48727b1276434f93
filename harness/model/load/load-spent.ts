import { z } from 'zod';

const count = z.int().min(0);
const ms = z.number().min(0);

const ratioSchema = z.strictObject({
  value: ms,
  low: ms.nullable(),
  high: ms.nullable(),
});

/** A ratio and what the truth lies between, with 95 % confidence; null where there is too little to say. */
export type LoadRatio = z.infer<typeof ratioSchema>;

const ratio = ratioSchema.nullable();

/** The schema of what the tasks of a phase spent. */
export const spentSchema = z.strictObject({
  calls: count,
  tokens: count,
  /** Null where a reply did not tell. */
  outputTokens: count.nullable(),
  /** In the currency of the prices; null where none are given. */
  cost: ms.nullable(),
  /** All that was spent, over the tasks that are right and in time; null where there are none. */
  perRight: z.strictObject({ calls: ratio, tokens: ratio, cost: ratio }),
});

/** What the tasks of a phase spent. */
export type LoadSpent = z.infer<typeof spentSchema>;

/** Of a report that does not tell. */
export const nothingSpent: LoadSpent = {
  calls: 0,
  tokens: 0,
  outputTokens: null,
  cost: null,
  perRight: { calls: null, tokens: null, cost: null },
};
