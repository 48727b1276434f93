import type { z } from 'zod';

/** What an entry of a cache says; one of another form, or none, is a miss. */
export function readEntry<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
