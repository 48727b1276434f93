import { isObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { ToolCall } from '../../../model/turn.ts';
import type { Message, Problem } from '../dialect.ts';
import { badRequest, emptyList, missing, typeName, wrongType } from '../openai/bad-request.ts';

/**
 * The messages of a request, or the first thing wrong with them. OpenAI takes a tool's message only
 * after a call it answers, and nothing else before every call has been answered.
 */
export function messagesOf(
  raw: readonly unknown[],
):
  | { readonly messages: readonly Message[]; readonly problem: null }
  | { readonly problem: Problem } {
  const messages: Message[] = [];
  for (const [index, value] of raw.entries()) {
    const problem = wrongIn(value, index);
    if (problem) return { problem };
    messages.push(messageOf(value as Raw));
  }
  const problem = wrongPairing(messages);
  return problem ? { problem } : { messages, problem: null };
}

/**
 * The messages with each tool call's number in place of its id: ids are new in every reply, and a
 * model's answer does not depend on them.
 */
export function withoutIds(messages: readonly Raw[]): readonly Raw[] {
  const numbers = new Map<unknown, number>();
  const numberOf = (id: unknown) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  return messages.map((message) => {
    const { tool_calls: calls, tool_call_id: id } = message;
    if (id !== undefined) return { ...message, tool_call_id: numberOf(id) };
    if (!Array.isArray(calls)) return message;
    const numbered = calls.map((call: Raw) => ({ ...call, id: numberOf(call['id']) }));
    return { ...message, tool_calls: numbered };
  });
}

type Raw = Readonly<Record<string, unknown>>;

const roles: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
};

function wrongIn(value: unknown, index: number): Problem | null {
  const at = `messages[${index}]`;
  if (!isObject(value)) return wrongType(at, 'an object', value);
  const { role, content } = value;
  if (role === undefined) return missing(`${at}.role`);
  if (typeof role !== 'string' || !Object.hasOwn(roles, role)) {
    const names = "'system', 'assistant', 'user', 'tool', and 'developer'";
    const said = typeof role === 'string' ? role : JSON.stringify(role);
    const message = `Invalid value: '${said}'. Supported values are: ${names}.`;
    return badRequest(message, `${at}.role`, 'invalid_value');
  }
  if (role === 'assistant') return wrongCalls(value, at);
  if (role === 'tool' && typeof value['tool_call_id'] !== 'string') {
    return missing(`${at}.tool_call_id`);
  }
  if (typeof content === 'string' || Array.isArray(content)) return null;
  const message = `Invalid value for 'content': expected a string, got ${typeName(content)}.`;
  return badRequest(message, `messages.[${index}].content`, null);
}

function wrongCalls(value: Raw, at: string): Problem | null {
  const calls = value['tool_calls'];
  if (calls === undefined || calls === null) return null;
  if (!Array.isArray(calls)) return wrongType(`${at}.tool_calls`, 'an array of objects', calls);
  if (calls.length === 0) return emptyList(`${at}.tool_calls`);
  const bad = calls.findIndex((call) => !isObject(call) || typeof call['id'] !== 'string');
  if (bad >= 0) return missing(`${at}.tool_calls[${bad}].id`);
  for (const [index, call] of (calls as readonly Raw[]).entries()) {
    const problem = wrongCall(call, `${at}.tool_calls[${index}]`);
    if (problem) return problem;
  }
  return null;
}

function wrongCall(call: Raw, at: string): Problem | null {
  const kind = call['function'] === undefined ? 'custom' : 'function';
  const inner = call[kind];
  if (inner === undefined) return missing(`${at}.function`);
  if (!isObject(inner)) return wrongType(`${at}.${kind}`, 'an object', inner);
  if (inner['name'] === undefined) return missing(`${at}.${kind}.name`);
  const wrong = ['name', 'arguments', 'input'].find(
    (field) => inner[field] !== undefined && typeof inner[field] !== 'string',
  );
  return wrong === undefined ? null : wrongType(`${at}.${kind}.${wrong}`, 'a string', inner[wrong]);
}

function messageOf(raw: Raw): Message {
  const role = roles[raw['role'] as string] ?? 'user';
  const calls = role === 'assistant' ? raw['tool_calls'] : null;
  return {
    role,
    text: textIn(raw['content']),
    toolCalls: Array.isArray(calls) ? calls.map(callOf) : [],
    callId: role === 'tool' ? plainText(raw['tool_call_id']) : '',
  };
}

function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      isObject(part) && typeof part['text'] === 'string' ? part['text'] : '',
    )
    .join('');
}

function callOf(raw: Raw): ToolCall {
  const inner = raw['function'] ?? raw['custom'];
  const { name, arguments: args, input } = isObject(inner) ? inner : {};
  return {
    id: plainText(raw['id']),
    name: plainText(name ?? ''),
    arguments: plainText(args ?? input ?? ''),
  };
}

const none: ReadonlySet<string> = new Set();

function wrongPairing(messages: readonly Message[]): Problem | null {
  let offered = none;
  const open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      const problem = wrongAnswer(message, index, offered);
      if (problem) return problem;
      open.delete(message.callId);
      continue;
    }
    if (open.size > 0) return unanswered(open);
    offered =
      message.toolCalls.length === 0 ? none : new Set(message.toolCalls.map((call) => call.id));
    for (const id of offered) open.add(id);
  }
  return open.size > 0 ? unanswered(open) : null;
}

function wrongAnswer(
  { callId }: Message,
  index: number,
  offered: ReadonlySet<string>,
): Problem | null {
  if (offered.has(callId)) return null;
  if (offered.size > 0) {
    const message =
      `Invalid parameter: 'tool_call_id' of '${callId}' not found in 'tool_calls' of previous ` +
      'message.';
    return badRequest(message, `messages.[${index}].tool_call_id`, null);
  }
  // "preceeding" is how the real one spells it, and clients match on its words.
  const message =
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message " +
    "with 'tool_calls'.";
  return badRequest(message, `messages.[${index}].role`, null);
}

function unanswered(open: ReadonlySet<string>): Problem {
  const message =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each " +
    "'tool_call_id'. The following tool_call_ids did not have response messages: " +
    [...open].join(', ');
  return badRequest(message, 'messages', null);
}
