import type { Frame, Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { durationOf, pacedEvents, piecesOf, type StreamEvent } from '../../sse.ts';
import { tokensOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { candidateOf, type Candidate, type Part } from './content.ts';
import { geminiHeaders } from './headers.ts';

/**
 * A turn as the Gemini API sends it: one response, or a stream of one chunk a frame, as events with
 * `alt=sse` and as a list without. A stream has no terminator: it has ended with its finish reason.
 */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const candidate = candidateOf(turn, chat, as, outputTokens);
  const isSse = chat.stream && chat.body?.['isSse'] === true;
  const type = isSse ? 'text/event-stream' : 'application/json; charset=UTF-8';
  return {
    status: 200,
    headers: { 'content-type': type, ...geminiHeaders(as) },
    frames: chat.stream ? streamed(candidate, as, isSse) : whole(candidate, as),
    end: 'done',
    meaning: turn,
    tokens: chat.promptTokens + outputTokens,
    outputTokens,
  };
}

function whole({ parts, finishReason, beside }: Candidate, as: Answering): readonly Frame[] {
  const pieces = parts.flatMap(piecesIn).length;
  const data = chunk(parts, beside, finishReason);
  // The first piece has no gap before it, as in a stream.
  return [{ afterMs: durationOf(as.pace, Math.max(0, pieces - 1)), data }];
}

function streamed(
  { parts, finishReason, beside }: Candidate,
  as: Answering,
  isSse: boolean,
): readonly Frame[] {
  const chunks = parts.flatMap(piecesIn).map((part) => chunk([part], beside));
  const isDue = (index: number) => index < chunks.length;
  const events = [...chunks, chunk([{ text: '' }], beside, finishReason)].map(
    (data, index): StreamEvent => ({
      data: isSse ? `data: ${data}\r\n\r\n` : listed(data, index, !isDue(index)),
      isPiece: isDue(index),
    }),
  );
  return pacedEvents(as.pace, events);
}

/** A text in pieces, each a part; a call is one piece. */
function piecesIn(part: Part): readonly Part[] {
  return 'text' in part ? piecesOf(part.text).map((text) => ({ ...part, text })) : [part];
}

function chunk(parts: readonly Part[], beside: object, finishReason?: string): string {
  const content = { role: 'model', ...(parts.length > 0 && { parts }) };
  const blocked = finishReason === 'SAFETY' && { safetyRatings: [unsafe] };
  const candidate = {
    content,
    ...(finishReason !== undefined && { finishReason }),
    index: 0,
    ...blocked,
  };
  return JSON.stringify({ candidates: [candidate], ...beside });
}

const unsafe = { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true };

function listed(data: string, index: number, isLast: boolean): string {
  return `${index === 0 ? '[' : ',\r\n'}${data}${isLast ? ']' : ''}`;
}
