import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import { chatFrom } from '../chat-from.ts';
import type { Asked, ChatRequest, Kept, Message, Problem } from '../dialect.ts';
import { badRequest, notJson } from '../gemini/errors.ts';
import { textIn } from '../hear.ts';
import { unpairedIn } from '../messages.ts';
import { routeOf } from '../route.ts';
import { noSuchInteraction, noSuchRoute } from './errors.ts';
import { messagesOf } from './input.ts';
import { wrongParameter } from './parameters.ts';

/** Whether a request is to the Interactions API. */
export function speaks({ path }: Incoming): boolean {
  return /\/interactions(?![^/?])/.test(path);
}

/** Reads a request to the Interactions API. */
export function receive({ method, path, body: text }: Incoming): Asked {
  if (method !== 'POST' || !routeOf(path).endsWith('/interactions')) return wrong(noSuchRoute);
  const body = parsedJson(text);
  if (!isObject(body)) return wrong(notJson);
  const problem = wrongParameter(body);
  if (problem) return wrong(problem);
  const id = textIn(body['previous_interaction_id']);
  if (id === '') return read(body, []);
  const readWith = (kept: Kept): Asked => {
    const before = kept(id);
    return before ? read(body, before) : wrong(noSuchInteraction(id));
  };
  return { kind: 'continues', read: readWith };
}

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

function read(body: JsonObject, before: readonly Message[]): Asked {
  const own = messagesOf(body['input']);
  if ('status' in own) return wrong(own);
  const messages = [...before, ...own];
  const unpaired = unpairedIn(messages);
  if (!unpaired) return { kind: 'chat', chat: chatOf(body, messages) };
  const { kind, id } = unpaired;
  const lacking = kind === 'call' ? 'function_call' : 'function_result';
  const lacked = kind === 'call' ? 'function_result' : 'function_call';
  return wrong(badRequest(`The ${lacking} '${id}' has no ${lacked}.`));
}

function chatOf(body: JsonObject, talk: readonly Message[]): ChatRequest {
  const { model, system_instruction: told, tools, generation_config: config } = body;
  const { max_output_tokens: most = null, tool_choice = null } = isObject(config) ? config : {};
  const read = {
    model: model as string,
    system: textIn(told),
    talk,
    tools: Array.isArray(tools) ? tools.map(nameOfTool) : [],
    maxTokens: most as number | null,
    stream: body['stream'] === true,
    raw: { messages: body['input'], tools },
    body,
    provider: 'gcp.gemini',
  };
  return chatFrom(read, { format: body['response_format'], tool_choice });
}

function nameOfTool(tool: unknown): string {
  const { name, type } = tool as JsonObject;
  return type === 'function' ? plainText(name) : plainText(type);
}
