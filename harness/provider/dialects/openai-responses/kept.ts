import type { Turn } from '../../../model/turn.ts';
import type { Answering, ChatRequest, Message } from '../dialect.ts';
import { idsOf } from './ids.ts';

/**
 * The conversation up to and with a turn, by the id of its response, and the turn's items by theirs.
 * Instructions are not kept: the next request gives its own. With `store: false` nothing is.
 */
export function keeps(
  turn: Turn,
  { messages, body }: ChatRequest,
  { requestId }: Answering,
): ReadonlyMap<string, readonly Message[]> {
  const { store, instructions } = body ?? {};
  if (store === false) return none;
  const ids = idsOf(turn, requestId);
  const { text, toolCalls } = turn;
  const said: Message = { role: 'assistant', text, toolCalls, callId: '' };
  const isTold = typeof instructions === 'string' && instructions !== '';
  const talk = [...(isTold ? messages.slice(1) : messages), said];
  return new Map([
    [ids.response, talk],
    [ids.reasoning, [{ ...said, text: '', toolCalls: [] }]],
    [ids.message, [{ ...said, toolCalls: [] }]],
    ...toolCalls.map((call, nth): [string, readonly Message[]] => [
      ids.calls[nth] ?? '',
      [{ ...said, text: '', toolCalls: [call] }],
    ]),
  ]);
}

const none: ReadonlyMap<string, readonly Message[]> = new Map();
