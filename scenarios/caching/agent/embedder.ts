import { z } from 'zod';

/** The embedder could not be reached, or sent no vector. */
export class EmbedderDown extends Error {
  override readonly name = 'EmbedderDown';
}

/** Places texts so that alike ones lie close. @throws EmbedderDown */
export type Embedder = (text: string, signal: AbortSignal) => Promise<readonly number[]>;

const timeoutMs = 1000;
const replySchema = z.object({ vector: z.array(z.number()).min(1) });

/** The embedder at `url`. */
export function embedder(url: string): Embedder {
  return async (text, signal) => {
    try {
      const response = await fetch(`${url}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      if (!response.ok) throw new Error(`the embedder said ${response.status}`);
      return replySchema.parse(await response.json()).vector;
    } catch (error) {
      signal.throwIfAborted();
      throw new EmbedderDown('no vector', { cause: error });
    }
  };
}

/** The cosine of the angle between two vectors; 0 where they cannot be compared. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return 0;
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, n) => sum + value * (y[n] ?? 0), 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}
