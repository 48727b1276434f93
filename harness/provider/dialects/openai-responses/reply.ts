import type { Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { durationOf, pacedEvents } from '../../sse.ts';
import { tokensOf, usageOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { openaiHeaders } from '../openai/headers.ts';
import { idsOf } from './ids.ts';
import { outputOf } from './output.ts';
import { responseOf } from './response.ts';
import { deltaCount, eventsOf } from './events.ts';

/** A turn as OpenAI's Responses API sends it: one response, or a stream of one event a frame. */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const tokens = chat.promptTokens + outputTokens;
  const output = outputOf(turn, chat, idsOf(turn, as.requestId));
  const usage = usageOf(turn, chat.promptTokens, outputTokens);
  const response = responseOf(turn, { chat, as, output, usage });
  const body = chat.stream
    ? {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache',
          ...openaiHeaders(as),
        },
        frames: pacedEvents(as.pace, eventsOf(response, output)),
      }
    : whole(response.ended, durationOf(as.pace, deltaCount(output)), as);
  return { status: 200, ...body, end: 'done', meaning: turn, tokens, outputTokens };
}

function whole(data: string, waitMs: number, as: Answering): Pick<Reply, 'headers' | 'frames'> {
  const pace = { firstMs: waitMs, gapMs: 0 };
  const headers = { 'content-type': 'application/json', ...openaiHeaders({ ...as, pace }) };
  return { headers, frames: [{ afterMs: waitMs, data }] };
}
