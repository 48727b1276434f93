import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import type { Heard } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';

/** Reads a reply of Converse, or the events of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const heard = { text: '', thoughts: '', reason: '', calls: new Map<unknown, ToolCall>() };
  let usage: JsonObject = {};
  for (const value of values.filter(isObject)) {
    heard.reason =
      textIn(value['stopReason']) ||
      textIn(inside(value, 'messageStop', 'stopReason')) ||
      heard.reason;
    const counts = value['usage'] ?? inside(value, 'metadata', 'usage');
    if (isObject(counts)) usage = counts;
    const message = inside(value, 'output', 'message');
    const content: unknown = isObject(message) ? message['content'] : undefined;
    for (const [index, block] of (Array.isArray(content)
      ? content.filter(isObject)
      : []
    ).entries()) {
      take(heard, block, index);
    }
    for (const [event, member] of [
      ['contentBlockStart', 'start'],
      ['contentBlockDelta', 'delta'],
    ] as const) {
      const block = inside(value, event, member);
      if (isObject(block)) take(heard, block, inside(value, event, 'contentBlockIndex'));
    }
  }
  const { text, thoughts, reason, calls } = heard;
  if (reason === '') return null;
  const outputTokens = counted(usage['outputTokens']);
  const toolCalls = [...calls.values()].map((call) => ({
    ...call,
    arguments: call.arguments || '{}',
  }));
  return {
    turn: heardTurn({ text, toolCalls, finish: finishes[reason] ?? 'stop', thoughts }),
    tokens: counted(usage['inputTokens']) + outputTokens,
    outputTokens,
  };
}

/** Takes a block, or what an event adds to one; the arguments of a call are an object or a piece of text. */
function take(
  heard: { text: string; thoughts: string; calls: Map<unknown, ToolCall> },
  block: JsonObject,
  index: unknown,
): void {
  heard.text += textIn(block['text']);
  const { text, reasoningText } = isObject(block['reasoningContent'])
    ? block['reasoningContent']
    : {};
  heard.thoughts += textIn(text) + (isObject(reasoningText) ? textIn(reasoningText['text']) : '');
  if (!isObject(block['toolUse'])) return;
  const { toolUseId, name, input } = block['toolUse'];
  const begun = heard.calls.get(index) ?? { id: '', name: '', arguments: '' };
  heard.calls.set(index, {
    id: begun.id || textIn(toolUseId),
    name: begun.name || textIn(name),
    arguments: begun.arguments + (isObject(input) ? JSON.stringify(input) : textIn(input)),
  });
}

function inside(value: JsonObject, outer: string, inner: string): unknown {
  const held = value[outer];
  return isObject(held) ? held[inner] : undefined;
}

const finishes: Readonly<Record<string, Turn['finish']>> = {
  tool_use: 'tool-calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  content_filtered: 'content-filter',
  guardrail_intervened: 'content-filter',
};
