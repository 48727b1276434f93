import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { ToolCall } from '../../../model/turn.ts';
import type { Message, Problem } from '../dialect.ts';
import { badRequest } from './errors.ts';
import { member } from './parameters.ts';

/**
 * The messages of a request, or the first thing wrong with them. A response is that of the call with
 * its id, or else of the first call of its name; every call needs one in the next content.
 */
export function messagesOf(contents: unknown): readonly Message[] | Problem {
  const messages: Message[] = [];
  let open: readonly ToolCall[] = [];
  for (const [index, value] of (Array.isArray(contents) ? contents : [contents]).entries()) {
    const parts = partsOf(value, index);
    if ('status' in parts) return parts;
    const responses = parts.flatMap((part) => responseOf(part));
    if (responses.length !== open.length) return open.length === 0 ? strayResponse : wrongCount;
    if (roleOf(value) === 'model') {
      open = parts.flatMap((part, nth) => callOf(part, `${index}.${nth}`));
      messages.push({ role: 'assistant', text: textOf(parts), toolCalls: open, callId: '' });
      continue;
    }
    const heard = heardIn(parts, responses, open);
    if ('status' in heard) return heard;
    messages.push(...heard);
    open = [];
  }
  return open.length > 0 ? wrongCount : messages;
}

/** The text of parts, without what the model thought. */
export function textOf(parts: readonly JsonObject[]): string {
  return parts
    .map(({ text, thought }) => (typeof text === 'string' && thought !== true ? text : ''))
    .join('');
}

const wrongCount = badRequest(
  'Please ensure that the number of function response parts is equal to the number of function ' +
    'call parts of the function call turn.',
);
const strayResponse = badRequest(
  'Please ensure that function response turn comes immediately after a function call turn.',
);

function roleOf(value: unknown): unknown {
  return isObject(value) ? (value['role'] ?? 'user') : undefined;
}

function partsOf(value: unknown, index: number): readonly JsonObject[] | Problem {
  const at = `GenerateContentRequest.contents[${index}]`;
  if (!isObject(value)) return badRequest(`Invalid value at 'contents[${index}]'`);
  const role = roleOf(value);
  if (role !== 'user' && role !== 'model' && role !== 'function') {
    return badRequest('Please use a valid role: user, model.');
  }
  const { parts } = value;
  const list: readonly unknown[] = Array.isArray(parts) ? parts : isObject(parts) ? [parts] : [];
  if (list.length === 0) return badRequest(`* ${at}.parts: contents.parts must not be empty.\n`);
  const bad = list.findIndex((part) => !isObject(part) || Object.keys(part).length === 0);
  if (bad < 0) return list as readonly JsonObject[];
  const words = "required oneof field 'data' must have one initialized field";
  return badRequest(`* ${at}.parts[${bad}].data: ${words}\n`);
}

function callOf(part: JsonObject, place: string): readonly ToolCall[] {
  const call = member(part, 'functionCall');
  if (!isObject(call)) return [];
  const { id, name, args } = call;
  const named = typeof id === 'string' ? id : place;
  return [{ id: named, name: plainText(name), arguments: JSON.stringify(args ?? {}) }];
}

function responseOf(part: JsonObject): readonly JsonObject[] {
  const response = member(part, 'functionResponse');
  return isObject(response) ? [response] : [];
}

function heardIn(
  parts: readonly JsonObject[],
  responses: readonly JsonObject[],
  calls: readonly ToolCall[],
): readonly Message[] | Problem {
  const left = [...calls];
  const results: Message[] = [];
  for (const { id, name, response } of responses) {
    const nth = left.findIndex((call) => (id === undefined ? call.name === name : call.id === id));
    const [call] = nth < 0 ? [] : left.splice(nth, 1);
    if (!call) return wrongCount;
    results.push({ role: 'tool', text: outputOf(response), toolCalls: [], callId: call.id });
  }
  const text = textOf(parts);
  if (text === '' && results.length > 0) return results;
  return [...results, { role: 'user', text, toolCalls: [], callId: '' }];
}

/** What a tool said: clients wrap what is no object, each in a way of its own. */
function outputOf(response: unknown): string {
  if (!isObject(response)) return '';
  const { output, result, content, name, ...rest } = response;
  const isAlone = Object.keys(rest).length === 0;
  const wrapped = output ?? result ?? (name === undefined ? undefined : content);
  const said = isAlone && wrapped !== undefined ? wrapped : response;
  return typeof said === 'string' ? said : JSON.stringify(said);
}
