import { z } from 'zod';

/** Where an expense was made: it decides how amounts are written, and how much tax is in them. */
export type Country = 'DE' | 'FR' | 'IE';

/** One line of a receipt, as it stands there. */
export interface Item {
  readonly text: string;
  /** `1.234,50 €`: written as the country writes it. */
  readonly amount: string;
}

/** A request to be paid back. */
export interface Claim {
  readonly id: string;
  /** The e-mail address that gets the answer. */
  readonly from: string;
  readonly country: Country;
  readonly items: readonly Item[];
}

/** What the desk is handed in one go. */
export interface Batch {
  readonly claims: readonly Claim[];
}

const claimSchema: z.ZodType<Claim> = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  from: z.string().max(320),
  country: z.enum(['DE', 'FR', 'IE']),
  items: z
    .array(z.object({ text: z.string().max(200), amount: z.string().max(40) }))
    .min(1)
    .max(50),
});

/** A batch as it arrives: 1 to 50 claims of 1 to 50 items. */
export const batchSchema: z.ZodType<Batch> = z.object({
  claims: z.array(claimSchema).min(1).max(50),
});
