import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import type { Passage } from './evidence.ts';

/** A question, understood. */
export interface Asked {
  readonly product: string | null;
  /** What it may be about; more than one where it can be read in several ways. */
  readonly topics: readonly string[];
  /** Features that it takes for granted. */
  readonly presumes: readonly string[];
  /** Whether it asks for a matter of taste. */
  readonly isOpinion: boolean;
}

/** An answer as the model puts it, and the ids of the passages it says it rests on. */
export interface Draft {
  readonly text: string;
  readonly cites: readonly string[];
}

/** What the desk needs a language model for; null where it fails or does not make sense. */
export interface Language {
  readonly understand: (question: string, signal: AbortSignal) => Promise<Asked | null>;
  readonly draft: (
    question: string,
    passages: readonly Passage[],
    signal: AbortSignal,
  ) => Promise<Draft | null>;
}

/** The model behind an OpenAI-compatible API at `baseURL`. */
export function language(baseURL: string): Language {
  const model = new ChatOpenAI({
    model: 'gpt-5-mini',
    apiKey: process.env['OPENAI_API_KEY'] ?? 'none',
    configuration: { baseURL },
    timeout: 1000,
    maxRetries: 1,
  });

  async function ask<T>(
    schema: z.ZodType<T>,
    system: string,
    user: string,
    signal: AbortSignal,
  ): Promise<T | null> {
    try {
      const messages = [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ];
      return schema.parse(JSON.parse((await model.invoke(messages, { signal })).text));
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  return {
    understand: (question, signal) => ask(asked, reading, question, signal),
    draft: (question, passages, signal) =>
      ask(draft, writing, JSON.stringify({ question, passages }), signal),
  };
}

const asked: z.ZodType<Asked> = z.object({
  product: z.string().nullable(),
  topics: z.array(z.string()),
  presumes: z.array(z.string()),
  isOpinion: z.boolean(),
});

const draft: z.ZodType<Draft> = z.object({ text: z.string(), cites: z.array(z.string()) });

const reading =
  'Say what the question is about, as JSON: product (or null), topics (all it may mean), ' +
  'presumes (features of the product that it takes for granted), isOpinion.';

const writing =
  'Answer the question from the passages, as JSON: text, and cites (ids of the passages used). ' +
  'Say nothing that no passage says.';
