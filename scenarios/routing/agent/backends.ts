import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import type { Tier } from './request.ts';

/** A turn of a conversation. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** A model; asked once, and throws where it gives no whole answer. */
export type Backend = (messages: readonly Message[], signal: AbortSignal) => Promise<string>;

/** No answer is longer (tokens). */
export const mostTokens = 30;
const timeout = 1_000;

/** Both models, each by the client of its own; only the router tries again. */
export function backends(urls: Readonly<Record<Tier, string>>): Readonly<Record<Tier, Backend>> {
  const openai = new OpenAI({ baseURL: urls.swift, apiKey: 'local', maxRetries: 0, timeout });
  const anthropic = new Anthropic({ baseURL: urls.grand, apiKey: 'local', maxRetries: 0, timeout });
  return {
    swift: async (messages, signal) => {
      const { choices } = await openai.chat.completions.create(
        { model: 'swift-1', max_tokens: mostTokens, messages: [...messages] },
        { signal },
      );
      const [choice] = choices;
      return whole(choice?.message.content, choice?.finish_reason === 'stop');
    },
    grand: async (messages, signal) => {
      const { content, stop_reason: reason } = await anthropic.messages.create(
        { model: 'grand-1', max_tokens: mostTokens, messages: [...messages] },
        { signal },
      );
      const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      return whole(text, reason === 'end_turn');
    },
  };
}

function whole(text: string | null | undefined, isEnd: boolean): string {
  if (!text || !isEnd) throw new Error('the model gave no whole answer');
  return text;
}
