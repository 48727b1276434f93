import { z } from 'zod';
import type { Safeguards } from './safeguards.ts';

/** How hard a text is, from 0 to 1; null where nobody can tell. */
export type Scorer = (text: string, signal: AbortSignal) => Promise<number | null>;

/** A score is waited for so long (ms). */
const timeoutMs = 150;

const schema = z.object({ difficulty: z.number().min(0).max(1) });

/** The scorer at `url`. */
export function scorer(url: string, { limitsScoring }: Safeguards): Scorer {
  return async (text, signal) => {
    try {
      const reply = await fetch(`${url}/score`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
        signal: limitsScoring ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : signal,
      });
      return reply.ok ? schema.parse(await reply.json()).difficulty : null;
    } catch {
      return null;
    }
  };
}
