import { z } from 'zod';

/** The tools that the assistant reads from. */
export type ToolName = 'orders' | 'stock' | 'prices' | 'reviews';

/** What a tool is, and what the assistant does without it. */
export interface ToolPolicy {
  readonly about: string;
  /** `critical`: no write without it. `useful`: answers go on without it, and say so. */
  readonly criticality: 'critical' | 'useful';
  /** How old a fallback may be (ms); 0 where only the live value will do. */
  readonly maxAgeMs: number;
  readonly reply: z.ZodType<Readonly<Record<string, unknown>>>;
}

/** The criticality map. */
export const policy: Readonly<Record<ToolName, ToolPolicy>> = {
  orders: {
    about: 'The state of an order, what was paid for it, and its tracking number.',
    criticality: 'critical',
    maxAgeMs: 0,
    reply: z.object({
      order: z.string(),
      state: z.enum(['paid', 'shipped', 'delivered']),
      paid: z.number().positive(),
      tracking: z.string(),
    }),
  },
  stock: {
    about: 'How many units of a product or shelf there are, in which bin, and what a shelf holds.',
    criticality: 'useful',
    maxAgeMs: 1000,
    reply: z.object({
      sku: z.string(),
      units: z.int().min(0),
      bin: z.string(),
      holds: z.array(z.string()).optional(),
    }),
  },
  prices: {
    about: 'What a product costs now, with the number of the quote.',
    criticality: 'useful',
    maxAgeMs: 1000,
    reply: z.object({ sku: z.string(), amount: z.number().positive(), quote: z.string() }),
  },
  reviews: {
    about: 'How buyers rate a product, with the latest review.',
    criticality: 'useful',
    maxAgeMs: 10_000,
    reply: z.object({ sku: z.string(), stars: z.number().min(1).max(5), review: z.string() }),
  },
};
