import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import type { Heard } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';

/** Reads a response, or the chunks of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const calls: ToolCall[] = [];
  let [text, thoughts, reason] = ['', '', ''];
  let usage: JsonObject = {};
  for (const value of values.filter(isObject)) {
    if (isObject(value['usageMetadata'])) usage = value['usageMetadata'];
    const [candidate] = Array.isArray(value['candidates'])
      ? (value['candidates'] as unknown[])
      : [];
    if (!isObject(candidate)) continue;
    reason = textIn(candidate['finishReason']) || reason;
    for (const part of partsIn(candidate)) {
      if (part['thought'] === true) thoughts += textIn(part['text']);
      else text += textIn(part['text']);
      const call = part['functionCall'];
      if (isObject(call)) calls.push(callOf(call, calls.length));
    }
  }
  if (reason === '') return null;
  const finish = finishes[reason] ?? (calls.length > 0 ? 'tool-calls' : 'stop');
  const outputTokens =
    counted(usage['candidatesTokenCount']) + counted(usage['thoughtsTokenCount']);
  return {
    turn: heardTurn({ text, toolCalls: calls, finish, thoughts }),
    tokens: counted(usage['promptTokenCount']) + outputTokens,
    outputTokens,
  };
}

function partsIn({ content }: JsonObject): readonly JsonObject[] {
  const { parts } = isObject(content) ? content : {};
  return Array.isArray(parts) ? parts.filter(isObject) : [];
}

function callOf({ id, name, args }: JsonObject, nth: number): ToolCall {
  return {
    id: textIn(id) || `call_${nth}`,
    name: textIn(name),
    arguments: JSON.stringify(args ?? {}),
  };
}

const finishes: Readonly<Record<string, Turn['finish']>> = {
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
};
