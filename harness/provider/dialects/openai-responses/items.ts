import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { Kept, Message, Problem } from '../dialect.ts';
import { addMessage } from '../messages.ts';
import { badRequest, missing, typeName, wrongType } from '../openai/bad-request.ts';
import { uncompacted } from './compaction.ts';

/**
 * The messages that the items of an input stand for, or the first thing wrong with them. What the
 * model said in one turn (reasoning, text, calls) is one message.
 */
export function messagesOf(input: unknown, kept: Kept): readonly Message[] | Problem {
  if (typeof input === 'string') return [saidBy('user', input)];
  const messages: Message[] = [];
  for (const [index, item] of (input as readonly unknown[]).entries()) {
    const at = `input[${index}]`;
    if (!isObject(item)) return wrongType(at, 'an object', item);
    const read = messageOf(item, at, kept);
    if ('status' in read) return read;
    for (const message of read) addMessage(messages, message);
  }
  return messages;
}

function messageOf(item: JsonObject, at: string, kept: Kept): readonly Message[] | Problem {
  const type = item['type'] ?? ('role' in item ? 'message' : undefined);
  switch (type) {
    case 'message':
      return spoken(item, at);
    case 'function_call':
    case 'custom_tool_call':
      return called(item, at);
    case 'function_call_output':
    case 'custom_tool_call_output':
      return answered(item, at);
    case 'compaction':
      return uncompacted(item['encrypted_content']) ?? unreadable(item['id']);
    case 'item_reference':
      return referred(item['id'], kept);
    case undefined:
      return missing(`${at}.type`);
    default:
      // Reasoning, and the calls of built-in tools, are the model's own.
      return typeof type === 'string'
        ? [saidBy('assistant', '')]
        : wrongType(`${at}.type`, 'a string', type);
  }
}

const roles: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
};

function spoken({ role, content }: JsonObject, at: string): readonly Message[] | Problem {
  if (role === undefined) return missing(`${at}.role`);
  const known = typeof role === 'string' && Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (known === undefined) {
    const said = typeof role === 'string' ? role : JSON.stringify(role);
    const names = "'assistant', 'system', 'developer', and 'user'";
    const message = `Invalid value: '${said}'. Supported values are: ${names}.`;
    return badRequest(message, `${at}.role`, 'invalid_value');
  }
  if (content === undefined) return missing(`${at}.content`);
  if (typeof content !== 'string' && !Array.isArray(content)) {
    const expected = 'one of a string or array of objects';
    const message = `Invalid type for '${at}.content': expected ${expected}, but got ${typeName(content)} instead.`;
    return badRequest(message, `${at}.content`, 'invalid_type');
  }
  return [saidBy(known, textIn(content))];
}

function called(item: JsonObject, at: string): readonly Message[] | Problem {
  const { call_id: id, name, arguments: args, input } = item;
  const given = args ?? input;
  const lacking = [
    ['call_id', id],
    ['name', name],
    ['arguments', given],
  ].find(([, value]) => typeof value !== 'string');
  if (lacking) return missing(`${at}.${String(lacking[0])}`);
  const call = { id: plainText(id), name: plainText(name), arguments: plainText(given) };
  return [{ role: 'assistant', text: '', toolCalls: [call], callId: '' }];
}

function answered({ call_id: id, output }: JsonObject, at: string): readonly Message[] | Problem {
  if (typeof id !== 'string') return missing(`${at}.call_id`);
  if (output === undefined || output === null) return missing(`${at}.output`);
  return [{ role: 'tool', text: textIn(output), toolCalls: [], callId: id }];
}

function unreadable(id: unknown): Problem {
  const message = `The encrypted content for item ${plainText(id)} could not be verified.`;
  return badRequest(message, null, 'invalid_encrypted_content');
}

function referred(id: unknown, kept: Kept): readonly Message[] | Problem {
  const advice =
    'Items are not persisted when `store` is set to false. Try again with `store` set to true, ' +
    'or remove this item from your input.';
  const message = `Item with id '${plainText(id)}' not found. ${advice}`;
  return kept(plainText(id)) ?? { ...badRequest(message, 'input', null), status: 404 };
}

function saidBy(role: Message['role'], text: string): Message {
  return { role, text, toolCalls: [], callId: '' };
}

function textIn(content: unknown): string {
  if (!Array.isArray(content))
    return typeof content === 'string' ? content : JSON.stringify(content);
  return content
    .map((part: unknown) => {
      const { text, refusal } = isObject(part) ? part : {};
      return typeof text === 'string' ? text : typeof refusal === 'string' ? refusal : '';
    })
    .join('');
}
