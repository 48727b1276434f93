import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall } from '../../../model/turn.ts';
import type { Message, Problem } from '../dialect.ts';
import { textIn } from '../hear.ts';
import { wrongType } from './parameters.ts';

/**
 * The messages of a chat, or the first thing wrong with them. Ollama asks for no answer to a call: a
 * result is that of the call with its id, or else of the first open call with its name, or of the first.
 */
export function messagesOf(raw: readonly unknown[]): readonly Message[] | Problem {
  const messages: Message[] = [];
  let open: readonly ToolCall[] = [];
  for (const [index, value] of raw.entries()) {
    const problem = wrongIn(value);
    if (problem) return problem;
    if (!isObject(value)) continue;
    const role = roleOf(value);
    const text = textIn(value['content']);
    const toolCalls = role === 'assistant' ? callsIn(value, index) : [];
    if (role !== 'tool') {
      messages.push({ role, text, toolCalls, callId: '' });
      open = [...open, ...toolCalls];
      continue;
    }
    const answered = calledIn(value, open);
    messages.push({ role, text, toolCalls, callId: answered?.id ?? '' });
    open = open.filter((call) => call !== answered);
  }
  return messages;
}

function wrongIn(value: unknown): Problem | null {
  const wrong = wrongType(value, 'map[string]interface {}', 'ChatRequest.messages');
  if (wrong || !isObject(value)) return wrong;
  const at = 'Message.messages';
  const { role, content, tool_calls: calls } = value;
  return (
    wrongType(role, 'string', `${at}.role`) ??
    wrongType(content, 'string', `${at}.content`) ??
    wrongType(calls, '[]api.ToolCall', `${at}.tool_calls`) ??
    wrongCalls(calls, `${at}.tool_calls`)
  );
}

function wrongCalls(calls: unknown, at: string): Problem | null {
  for (const call of Array.isArray(calls) ? (calls as readonly unknown[]) : []) {
    const inner = isObject(call) ? call['function'] : undefined;
    const { name, arguments: args } = isObject(inner) ? inner : {};
    const wrong =
      wrongType(call, 'map[string]interface {}', at) ??
      wrongType(inner, 'map[string]interface {}', `${at}.function`) ??
      wrongType(name, 'string', `${at}.function.name`) ??
      wrongType(args, 'map[string]interface {}', `${at}.function.arguments`);
    if (wrong) return wrong;
  }
  return null;
}

/** Templates put what they do not know into the place of the user. */
function roleOf({ role }: JsonObject): Message['role'] {
  return role === 'system' || role === 'assistant' || role === 'tool' ? role : 'user';
}

function callsIn({ tool_calls: calls }: JsonObject, index: number): readonly ToolCall[] {
  if (!Array.isArray(calls)) return [];
  return (calls as readonly unknown[]).filter(isObject).map(({ id, function: called }, nth) => {
    const { name, arguments: args } = isObject(called) ? called : {};
    return {
      id: textIn(id) || `${index}.${nth}`,
      name: textIn(name),
      arguments: JSON.stringify(args ?? {}),
    };
  });
}

function calledIn(
  { tool_call_id: id, tool_name: name }: JsonObject,
  open: readonly ToolCall[],
): ToolCall | undefined {
  if (typeof id === 'string' && id !== '') return open.find((call) => call.id === id);
  return open.find((call) => call.name === name) ?? open[0];
}
