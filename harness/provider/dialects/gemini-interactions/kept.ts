import type { Turn } from '../../../model/turn.ts';
import type { Answering, ChatRequest, Message } from '../dialect.ts';
import { interactionId } from './ids.ts';

/** The conversation up to and with a turn, by the id of its interaction; nothing with `store: false`. */
export function keeps(
  turn: Turn,
  chat: ChatRequest,
  { requestId }: Answering,
): ReadonlyMap<string, readonly Message[]> {
  return keptAs(interactionId(chat, requestId), turn, chat);
}

/** The same by an id that is known. Instructions are not kept: the next request gives its own. */
export function keptAs(
  id: string,
  { text, toolCalls }: Turn,
  { messages }: ChatRequest,
): ReadonlyMap<string, readonly Message[]> {
  if (id === '') return new Map();
  const talk = messages.filter(({ role }) => role !== 'system');
  return new Map([[id, [...talk, { role: 'assistant', text, toolCalls, callId: '' }]]]);
}
