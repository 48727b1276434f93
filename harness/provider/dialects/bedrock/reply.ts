import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import { jsonReply, type Frame, type Reply } from '../../../model/reply.ts';
import { encodedMessage } from '../../../model/streams/binary-message.ts';
import type { Turn } from '../../../model/turn.ts';
import { durationOf, piecesOf } from '../../sse.ts';
import { tokensOf, usageOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { bedrockHeaders } from './headers.ts';

/** The id of the nth tool call, from 0, in the reply to a request. */
export function toolUseId(requestId: string, nth: number): string {
  const drawn = `${digest(`${requestId} ${nth}`)}${digest(`${nth} ${requestId}`)}`;
  return `tooluse_${drawn.padEnd(22, '0').slice(0, 22)}`;
}

/**
 * A turn as Bedrock sends it: one JSON object, or a stream of binary messages, each with a CRC. The
 * arguments of a call are text in a stream, and an object in JSON, which is empty if they break off.
 */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const { input, output } = usageOf(turn, chat.promptTokens, outputTokens);
  const usage = { inputTokens: input, outputTokens: output, totalTokens: input + output };
  const blocks = blocksOf(turn, chat);
  const pieces = blocks.reduce((sum, { deltas }) => sum + deltas.length, 0);
  const latencyMs = durationOf(as.pace, Math.max(0, pieces - 1));
  const ends: Ends = {
    stopReason: reasons[turn.finish],
    beside: { usage, metrics: { latencyMs } },
  };
  const reply = chat.stream ? streamed(blocks, ends, as) : whole(blocks, ends, as);
  const tokens = chat.promptTokens + outputTokens;
  return { ...reply, meaning: turn, tokens, outputTokens };
}

/** How a turn ends, and what stands beside it. */
interface Ends {
  readonly stopReason: string;
  readonly beside: { readonly usage: object; readonly metrics: { readonly latencyMs: number } };
}

/** A block of content: as JSON has it, and as a stream does. */
interface Block {
  readonly whole: object;
  /** Present for a block that begins with an event of its own. */
  readonly start?: object;
  readonly deltas: readonly object[];
}

const reasons: Readonly<Record<Turn['finish'], string>> = {
  stop: 'end_turn',
  'tool-calls': 'tool_use',
  length: 'max_tokens',
  'content-filter': 'content_filtered',
  refusal: 'end_turn',
};

function blocksOf({ text, thoughts, toolCalls }: Turn, { body }: ChatRequest): readonly Block[] {
  const blocks: Block[] = [];
  if (thoughts !== undefined && body?.['showsThoughts'] === true) {
    blocks.push({
      whole: {
        reasoningContent: { reasoningText: { text: thoughts, signature: digest(thoughts) } },
      },
      deltas: [
        ...piecesOf(thoughts).map((piece) => ({ reasoningContent: { text: piece } })),
        { reasoningContent: { signature: digest(thoughts) } },
      ],
    });
  }
  if (text !== '') {
    blocks.push({ whole: { text }, deltas: piecesOf(text).map((piece) => ({ text: piece })) });
  }
  for (const { id, name, arguments: json } of toolCalls) {
    const args = parsedJson(json);
    const named = { toolUseId: id, name };
    blocks.push({
      whole: { toolUse: { ...named, input: isObject(args) ? args : {} } },
      start: { toolUse: named },
      deltas: piecesOf(json).map((input) => ({ toolUse: { input } })),
    });
  }
  return blocks;
}

function whole(blocks: readonly Block[], { stopReason, beside }: Ends, as: Answering): Reply {
  const message = { role: 'assistant', content: blocks.map((block) => block.whole) };
  const body = { metrics: beside.metrics, output: { message }, stopReason, usage: beside.usage };
  const reply = jsonReply(body, 200, bedrockHeaders(as));
  const frames = reply.frames.map(({ data }) => ({ afterMs: beside.metrics.latencyMs, data }));
  return { ...reply, frames };
}

function streamed(blocks: readonly Block[], { stopReason, beside }: Ends, as: Answering): Reply {
  const frames: Frame[] = [];
  let isBegun = false;
  const add = (name: string, payload: object, isPiece = false) => {
    const { firstMs, gapMs } = as.pace;
    // The first piece has no gap before it, as in JSON.
    const afterMs = frames.length === 0 ? firstMs : isPiece && isBegun ? gapMs : 0;
    isBegun ||= isPiece;
    frames.push({ afterMs, data: encodedEvent(name, payload) });
  };
  add('messageStart', { role: 'assistant' });
  for (const [contentBlockIndex, { start, deltas }] of blocks.entries()) {
    if (start) add('contentBlockStart', { contentBlockIndex, start });
    for (const delta of deltas) add('contentBlockDelta', { contentBlockIndex, delta }, true);
    add('contentBlockStop', { contentBlockIndex });
  }
  add('messageStop', { stopReason });
  add('metadata', beside);
  const headers = { 'content-type': 'application/vnd.amazon.eventstream', ...bedrockHeaders(as) };
  return { status: 200, headers, frames, end: 'done' };
}

function encodedEvent(name: string, payload: object): Uint8Array {
  const headers = {
    ':event-type': name,
    ':content-type': 'application/json',
    ':message-type': 'event',
  };
  return encodedMessage({ headers, payload: JSON.stringify(payload) });
}
