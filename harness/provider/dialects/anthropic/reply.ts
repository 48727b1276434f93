import type { Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { durationOf, pacedEvents } from '../../sse.ts';
import { tokensOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { eventsOf } from './events.ts';
import { anthropicHeaders } from './headers.ts';
import { messageOf, wired } from './message.ts';

/** A turn as Anthropic's Messages API sends it: one message, or a stream of one event a frame. */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const message = messageOf(turn, chat, as, outputTokens);
  const body = chat.stream
    ? {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache',
          ...anthropicHeaders(as),
        },
        frames: pacedEvents(as.pace, eventsOf(message)),
      }
    : {
        headers: { 'content-type': 'application/json', ...anthropicHeaders(as) },
        frames: [{ afterMs: waitOf(message, as), data: JSON.stringify(wired(message)) }],
      };
  const tokens = chat.promptTokens + outputTokens;
  return { status: 200, ...body, end: 'done', meaning: turn, tokens, outputTokens };
}

function waitOf(message: Parameters<typeof eventsOf>[0], { pace }: Answering): number {
  if (pace.gapMs === 0) return pace.firstMs;
  return durationOf(pace, eventsOf(message).filter(({ isPiece }) => isPiece).length);
}
