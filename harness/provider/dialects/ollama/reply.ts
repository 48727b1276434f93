import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import type { Frame, Reply } from '../../../model/reply.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import { durationOf, pacedEvents, piecesOf } from '../../sse.ts';
import { tokensOf, usageOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { asJson } from './errors.ts';
import { createdAt } from './models.ts';

/**
 * A turn as Ollama sends it: one JSON object, or one a line, of which the last is done. The arguments
 * of a call are an object on this wire: a call whose arguments break off is not there.
 */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const pieces = piecesIn(turn, chat);
  const durationMs = durationOf(as.pace, Math.max(0, pieces.length - 1));
  const ends = {
    done: true,
    done_reason: turn.finish === 'length' ? 'length' : 'stop',
    ...metrics(turn, chat, { outputTokens, durationMs, firstMs: as.pace.firstMs }),
  };
  const isText = chat.body?.['isText'] === true;
  const head = { model: turn.stated?.model ?? chat.model, created_at: createdAt(as) };
  const line = (piece: Piece, rest: object) =>
    JSON.stringify({ ...head, ...(isText ? asText(piece) : asMessage(piece)), ...rest });
  const frames: readonly Frame[] = chat.stream
    ? pacedEvents(as.pace, [
        ...pieces.map((piece) => ({ data: `${line(piece, { done: false })}\n`, isPiece: true })),
        { data: `${line({}, ends)}\n`, isPiece: false },
      ])
    : [{ afterMs: durationMs, data: line(joined(pieces), ends) }];
  return {
    status: 200,
    headers: chat.stream ? { 'content-type': 'application/x-ndjson' } : asJson,
    frames,
    end: 'done',
    meaning: turn,
    tokens: chat.promptTokens + outputTokens,
    outputTokens,
  };
}

/** What a line adds to the turn. */
interface Piece {
  readonly text?: string;
  readonly thoughts?: string;
  readonly calls?: readonly object[];
}

function piecesIn(
  { text, thoughts = '', toolCalls }: Turn,
  { body }: ChatRequest,
): readonly Piece[] {
  const thought = body?.['showsThoughts'] === true ? piecesOf(thoughts) : [];
  return [
    ...thought.map((piece) => ({ thoughts: piece })),
    ...piecesOf(text).map((piece) => ({ text: piece })),
    // A completion of text has no place for calls.
    ...(body?.['isText'] === true ? [] : toolCalls.flatMap(callPiece)),
  ];
}

function callPiece({ id, name, arguments: json }: ToolCall, index: number): readonly Piece[] {
  const args = parsedJson(json);
  return isObject(args) ? [{ calls: [{ id, function: { index, name, arguments: args } }] }] : [];
}

function joined(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text = '' }) => text).join(''),
    thoughts: pieces.map(({ thoughts = '' }) => thoughts).join(''),
    calls: pieces.flatMap(({ calls = [] }) => calls),
  };
}

function asMessage({ text = '', thoughts = '', calls = [] }: Piece): object {
  return {
    message: {
      role: 'assistant',
      content: text,
      ...(thoughts !== '' && { thinking: thoughts }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
  };
}

function asText({ text = '', thoughts = '' }: Piece): object {
  return { response: text, ...(thoughts !== '' && { thinking: thoughts }) };
}

/** Counts of tokens, and times in nanoseconds. */
function metrics(
  turn: Turn,
  { promptTokens }: ChatRequest,
  spent: Readonly<Record<'outputTokens' | 'durationMs' | 'firstMs', number>>,
): object {
  const { input, output } = usageOf(turn, promptTokens, spent.outputTokens);
  const inNs = (ms: number) => Math.round(ms * 1e6);
  return {
    total_duration: inNs(spent.durationMs),
    load_duration: 0,
    prompt_eval_count: input,
    prompt_eval_duration: inNs(spent.firstMs),
    eval_count: output,
    eval_duration: inNs(spent.durationMs - spent.firstMs),
  };
}
