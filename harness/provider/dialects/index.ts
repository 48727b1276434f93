import type { Dialect } from './dialect.ts';
import { openaiChat } from './openai-chat/openai-chat.ts';

/** The dialects of the simulated provider. */
export const dialects: Readonly<Record<'openai-chat', Dialect>> = {
  'openai-chat': openaiChat,
};

/** The name of a dialect. */
export type DialectName = keyof typeof dialects;

/** The dialect that is named or given; `openai-chat` by default. */
export function dialectOf(dialect: DialectName | Dialect = 'openai-chat'): Dialect {
  return typeof dialect === 'string' ? dialects[dialect] : dialect;
}
