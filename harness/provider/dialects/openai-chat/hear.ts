import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import type { Heard } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';

/** Reads a completion, or the chunks of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const calls: ToolCall[] = [];
  let [text, refusal, thoughts, reason] = ['', '', '', ''];
  let usage: JsonObject = {};
  for (const value of values.filter(isObject)) {
    if (isObject(value['usage'])) usage = value['usage'];
    const [choice] = Array.isArray(value['choices']) ? (value['choices'] as unknown[]) : [];
    if (!isObject(choice)) continue;
    reason = textIn(choice['finish_reason']) || reason;
    const part = choice['message'] ?? choice['delta'];
    if (!isObject(part)) continue;
    text += textIn(part['content']);
    refusal += textIn(part['refusal']);
    thoughts += textIn(part['reasoning_content'] ?? part['reasoning']);
    addCalls(calls, part['tool_calls']);
  }
  if (reason === '') return null;
  const finish = refusal === '' ? (finishes[reason] ?? 'stop') : 'refusal';
  const outputTokens = counted(usage['completion_tokens']);
  return {
    turn: heardTurn({ text: text || refusal, toolCalls: calls, finish, thoughts }),
    tokens: counted(usage['prompt_tokens']) + outputTokens,
    outputTokens,
  };
}

/** A call begins with its id and name; its arguments may come in pieces. */
function addCalls(calls: ToolCall[], given: unknown): void {
  if (!Array.isArray(given)) return;
  for (const [nth, piece] of given.entries()) {
    if (!isObject(piece)) continue;
    const index = typeof piece['index'] === 'number' ? piece['index'] : nth;
    const { name, arguments: args } = isObject(piece['function']) ? piece['function'] : {};
    const begun = calls[index] ?? { id: '', name: '', arguments: '' };
    calls[index] = {
      id: begun.id || textIn(piece['id']),
      name: begun.name || textIn(name),
      arguments: begun.arguments + textIn(args),
    };
  }
}

const finishes: Readonly<Record<string, Turn['finish']>> = {
  stop: 'stop',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  length: 'length',
  content_filter: 'content-filter',
};
