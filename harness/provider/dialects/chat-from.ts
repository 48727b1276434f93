import { canonical, digest } from '../../model/json/json.ts';
import { tokensIn } from '../tokens.ts';
import type { ChatRequest, Message } from './dialect.ts';
import { numbered } from './numbered.ts';

/** A request to a chat as its dialect has read it. */
interface ReadChat extends Omit<ChatRequest, 'messages' | 'includeUsage' | 'key' | 'promptTokens'> {
  /** What comes before the talk, where that has a place of its own. */
  readonly system?: string;
  readonly talk: readonly Message[];
  /** True where left out. */
  readonly includeUsage?: boolean;
}

/** Makes the request to a chat; `more` is what a model sees besides, or the messages where they are seen otherwise. */
export function chatFrom(
  { system = '', talk, ...read }: ReadChat,
  more: Readonly<Record<string, unknown>>,
): ChatRequest {
  const first: Message = { role: 'system', text: system, toolCalls: [], callId: '' };
  const messages = system === '' ? talk : [first, ...talk];
  const { model, raw } = read;
  const { messages: seenAs = numbered(messages) } = more;
  const seen = canonical({ ...more, messages: seenAs, model, tools: raw.tools });
  return { includeUsage: true, ...read, messages, key: digest(seen), promptTokens: tokensIn(seen) };
}
