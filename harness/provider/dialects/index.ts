import type { Dialect } from './dialect.ts';
import { openaiChat } from './openai-chat/openai-chat.ts';

/** Every dialect the simulated provider speaks. */
export const dialects: Readonly<Record<'openai-chat', Dialect>> = {
  'openai-chat': openaiChat,
};

/** The name of a dialect. */
export type DialectName = keyof typeof dialects;
