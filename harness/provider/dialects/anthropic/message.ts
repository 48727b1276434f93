import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { Turn } from '../../../model/turn.ts';
import { usageOf, type Usage } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';

/** A block of a message's content; the input of a call is JSON text, whole or not. */
export type Block =
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use';
      readonly id: string;
      readonly name: string;
      readonly json: string;
    };

/** A message of Anthropic's, as JSON and streams are made of it. */
export interface AnthropicMessage {
  readonly id: string;
  readonly model: string;
  readonly blocks: readonly Block[];
  readonly stopReason: string;
  readonly usage: Usage;
}

/** The message with this turn. Thoughts are shown where the request turns thinking on. */
export function messageOf(
  turn: Turn,
  chat: ChatRequest,
  as: Answering,
  outputTokens: number,
): AnthropicMessage {
  const { text, toolCalls, finish, thoughts, stated } = turn;
  const blocks: Block[] = [];
  if (thoughts !== undefined && isThinking(chat)) {
    blocks.push({ type: 'thinking', thinking: thoughts, signature: `Eo${digest(thoughts)}` });
  }
  if (text !== '') blocks.push({ type: 'text', text });
  for (const { id, name, arguments: json } of toolCalls)
    blocks.push({ type: 'tool_use', id, name, json });
  return {
    id: `msg_01${digest(as.requestId)}`,
    model: stated?.model ?? chat.model,
    blocks,
    stopReason: stopReasons[finish],
    usage: usageOf(turn, chat.promptTokens, outputTokens),
  };
}

/** The message as JSON. The input of a call is an object: one that breaks off is empty. */
export function wired({ blocks, stopReason, usage, ...message }: AnthropicMessage): object {
  return {
    ...headOf(message),
    content: blocks.map((block) =>
      block.type === 'tool_use'
        ? { type: block.type, id: block.id, name: block.name, input: inputOf(block.json) }
        : block,
    ),
    stop_reason: stopReason,
    stop_sequence: null,
    usage: worded(usage),
  };
}

/** The members with which a message begins. */
export function headOf({ id, model }: Pick<AnthropicMessage, 'id' | 'model'>): object {
  return { id, type: 'message', role: 'assistant', model };
}

/** The usage of a message as JSON. */
export function worded({ input, output }: Usage): object {
  return {
    input_tokens: input,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: output,
    service_tier: 'standard',
  };
}

const stopReasons: Readonly<Record<Turn['finish'], string>> = {
  stop: 'end_turn',
  'tool-calls': 'tool_use',
  length: 'max_tokens',
  'content-filter': 'refusal',
  refusal: 'refusal',
};

function isThinking({ body }: ChatRequest): boolean {
  const thinking = body?.['thinking'];
  return isObject(thinking) && thinking['type'] !== 'disabled';
}

function inputOf(json: string): JsonObject {
  const value = parsedJson(json);
  return isObject(value) ? value : {};
}
