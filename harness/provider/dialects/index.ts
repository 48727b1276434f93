import type { Incoming } from '../../model/call.ts';
import { anthropic } from './anthropic/anthropic.ts';
import { azureChat } from './azure/azure-chat.ts';
import { azureResponses } from './azure/azure-responses.ts';
import { bedrock } from './bedrock/bedrock.ts';
import type { Dialect } from './dialect.ts';
import { gemini } from './gemini/gemini.ts';
import { geminiInteractions } from './gemini-interactions/gemini-interactions.ts';
import { ollama } from './ollama/ollama.ts';
import { openaiChat } from './openai-chat/openai-chat.ts';
import { openaiResponses } from './openai-responses/openai-responses.ts';

/** The name of a dialect. */
export type DialectName =
  | 'openai-chat'
  | 'openai-responses'
  | 'anthropic'
  | 'gemini'
  | 'gemini-interactions'
  | 'ollama'
  | 'azure-chat'
  | 'azure-responses'
  | 'bedrock';

/** The dialects of the simulated provider, by name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  anthropic,
  gemini,
  'gemini-interactions': geminiInteractions,
  ollama,
  'azure-chat': azureChat,
  'azure-responses': azureResponses,
  bedrock,
};

/** A dialect by name, a dialect of a user's own, or several of which each request has one. */
export type Spoken = DialectName | Dialect | readonly (DialectName | Dialect)[];

/** The dialects that are named or given; all by default. */
export function dialectsOf(spoken: Spoken = names): readonly [Dialect, ...Dialect[]] {
  const list = Array.isArray(spoken) ? (spoken as readonly (DialectName | Dialect)[]) : [spoken];
  const [first = openaiChat, ...others] = list.map((one) =>
    typeof one === 'string' ? dialects[one] : (one as Dialect),
  );
  return [first, ...others];
}

/** The dialect of a request: the first that speaks it; undefined where none does. */
export function dialectOf(spoken: readonly Dialect[], incoming: Incoming): Dialect | undefined {
  return spoken.find((dialect) => dialect.speaks?.(incoming) !== false);
}

/** The dialect that a request was meant for which none speaks: the first that it resembles, or the first of all. */
export function nearestDialect(
  spoken: readonly [Dialect, ...Dialect[]],
  incoming: Incoming,
): Dialect {
  return spoken.find((dialect) => dialect.resembles?.(incoming)) ?? spoken[0];
}

/** The name of the dialect that a request speaks; null where none of ours does. */
export function dialectNameOf(incoming: Incoming): DialectName | null {
  return names.find((name) => dialects[name].speaks?.(incoming) === true) ?? null;
}

const names = Object.keys(dialects) as readonly DialectName[];
