import OpenAI from 'openai';
import { z } from 'zod';
import type { Ticket } from './request.ts';

/** The model gave no whole reply. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  /** Whether the same request may do better, and how long the model asks to wait before it (ms). */
  readonly mayRetry: boolean;
  readonly waitMs: number;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    const status = cause instanceof OpenAI.APIError ? cause.status : undefined;
    this.mayRetry = status === undefined || status === 429 || status >= 500;
    const headers = cause instanceof OpenAI.APIError ? cause.headers : undefined;
    this.waitMs = Number(headers?.get('retry-after-ms') ?? 0);
  }
}

/** The queue that the model found for a ticket. */
export type Sorted = z.infer<typeof sortedSchema>;

const sortedSchema = z.object({ ticket: z.string(), queue: z.string(), ref: z.string() });

/** The model as the gateway calls it. Throws `UpstreamError`, and what `signal` says once it aborts. */
export interface Upstream {
  /** The answer to a question, piece by piece, whole once it ends. */
  readonly ask: (question: string, signal: AbortSignal) => AsyncIterable<string>;
  /** What the model says of the tickets, in any order; some may be missing. */
  readonly sort: (
    tickets: readonly Ticket[],
    signal: AbortSignal,
  ) => Promise<readonly (Sorted | undefined)[]>;
}

/** No piece for so long, and the call has failed (ms). */
const patienceMs = 500;
const mostTokens = 400;

/** The model behind OpenAI's API at `url`. */
export function upstream(url: string): Upstream {
  const client = new OpenAI({ baseURL: url, apiKey: 'local', maxRetries: 0 });
  return {
    ask: async function* (question, signal) {
      const stalled = new AbortController();
      const patience = () => setTimeout(() => stalled.abort(), patienceMs);
      let timer = patience();
      try {
        const stream = await client.chat.completions.create(
          {
            model: 'desk-1',
            messages: [{ role: 'user', content: question }],
            max_tokens: mostTokens,
            stream: true,
          },
          { signal: AbortSignal.any([signal, stalled.signal]) },
        );
        let finish: string | null = null;
        let isSilent = true;
        for await (const { choices } of stream) {
          clearTimeout(timer);
          timer = patience();
          finish = choices[0]?.finish_reason ?? finish;
          const piece = choices[0]?.delta.content;
          if (!piece) continue;
          isSilent = false;
          yield piece;
        }
        // A stream that is aborted or cut just ends.
        if (finish !== 'stop') throw new UpstreamError('the stream broke off');
        if (isSilent) throw new UpstreamError('the model said nothing');
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof UpstreamError ? error : new UpstreamError('no reply', error);
      } finally {
        clearTimeout(timer);
      }
    },
    sort: async (tickets, signal) => {
      try {
        const reply = await client.chat.completions.create(
          { model: 'desk-1', messages: [{ role: 'user', content: JSON.stringify(tickets) }] },
          { signal, timeout: 2 * patienceMs },
        );
        const said: unknown = JSON.parse(reply.choices[0]?.message.content ?? '');
        return z
          .array(z.unknown())
          .parse(said)
          .map((one) => sortedSchema.safeParse(one).data);
      } catch (error) {
        signal.throwIfAborted();
        throw new UpstreamError('no reply', error);
      }
    },
  };
}
