import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { Message, Problem } from '../dialect.ts';
import { badRequest } from '../gemini/errors.ts';
import { textIn } from '../hear.ts';
import { addMessage } from '../messages.ts';
import { unsupported } from './errors.ts';

/**
 * The messages that an input stands for, or the first thing wrong with it: a text, a content or
 * several, or steps. What the model said in one turn (thoughts, text, calls) is one message.
 */
export function messagesOf(input: unknown): readonly Message[] | Problem {
  if (typeof input === 'string') return [saidBy('user', input)];
  const list: readonly unknown[] = Array.isArray(input) ? input : [input];
  if (list.length === 0) return badRequest("'input' must not be empty.");
  const isContent = isObject(list[0]) && contentTypes.has(textIn(list[0]['type']));
  const messages: Message[] = [];
  for (const [index, item] of list.entries()) {
    const place = `input[${index}]`;
    if (!isObject(item)) return badRequest(`The value at '${place}' must be an object.`);
    const read = isContent ? contentOf(item, place) : stepOf(item, place);
    if ('status' in read) return read;
    addMessage(messages, read);
  }
  if (!isContent) return messages;
  return [saidBy('user', messages.map(({ text }) => text).join(''))];
}

/** The text of a content or of several; what is no text has none. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const list: readonly unknown[] = Array.isArray(content) ? content : [content];
  return list
    .map((part) => (isObject(part) && part['type'] === 'text' ? textIn(part['text']) : ''))
    .join('');
}

const contentTypes: ReadonlySet<string> = new Set(['text', 'image', 'audio', 'document', 'video']);

function contentOf(item: JsonObject, place: string): Message | Problem {
  const { type } = item;
  if (contentTypes.has(textIn(type))) return saidBy('user', textOf(item));
  return unsupported(type ?? null, { member: 'type', place }, contentTypes);
}

function stepOf(step: JsonObject, place: string): Message | Problem {
  const { type, content } = step;
  switch (type) {
    case 'user_input':
      return saidBy('user', textOf(content));
    case 'model_output':
      return saidBy('assistant', textOf(content));
    case 'function_call':
      return called(step, place);
    case 'function_result':
      return answered(step, place);
    default:
      // Thoughts, and the calls of built-in tools with their results, are the model's own.
      if (typeof type === 'string' && /^thought$|_(call|result)$/.test(type)) {
        return saidBy('assistant', '');
      }
      return unsupported(type ?? null, { member: 'type', place }, stepTypes);
  }
}

const stepTypes = ['user_input', 'model_output', 'thought', 'function_call', 'function_result'];

function called({ id, name, arguments: args }: JsonObject, place: string): Message | Problem {
  if (typeof id !== 'string') return badRequest(`'id' at '${place}' is required.`);
  if (typeof name !== 'string') return badRequest(`'name' at '${place}' is required.`);
  const call = { id, name, arguments: JSON.stringify(args ?? {}) };
  return { ...saidBy('assistant', ''), toolCalls: [call] };
}

function answered({ call_id: id, result }: JsonObject, place: string): Message | Problem {
  if (typeof id !== 'string') return badRequest(`'call_id' at '${place}' is required.`);
  if (result === undefined) return badRequest(`'result' at '${place}' is required.`);
  return { ...saidBy('tool', outputOf(result)), callId: id };
}

/** What a tool said: a text, contents (Google's own examples wrap them once more), or any object. */
function outputOf(result: unknown): string {
  if (typeof result === 'string') return result;
  const contents =
    isObject(result) && Object.keys(result).length === 1 ? result['content'] : result;
  return Array.isArray(contents) ? textOf(contents) : JSON.stringify(result);
}

function saidBy(role: Message['role'], text: string): Message {
  return { role, text, toolCalls: [], callId: '' };
}
