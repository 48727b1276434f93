import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import { jsonReply } from '../../../model/reply.ts';
import { chatFrom } from '../chat-from.ts';
import type { Answering, Asked, ChatRequest, Kept, Message, Problem } from '../dialect.ts';
import { badRequest } from '../openai/bad-request.ts';
import { noSuchRoute, wrongMethod } from '../openai/errors.ts';
import { textIn } from '../hear.ts';
import { openaiHeaders } from '../openai/headers.ts';
import { notJson } from '../openai/not-json.ts';
import { isUnderAzure, routeOf } from '../route.ts';
import { wrongPairing } from './calls.ts';
import { compaction } from './compaction.ts';
import { messagesOf } from './items.ts';
import { wrongParameter } from './parameters.ts';

/** Whether a request is to OpenAI's Responses API. */
export function speaks({ path }: Incoming): boolean {
  return /\/responses(?![^/?])/.test(path) && !isUnderAzure(path);
}

/** Reads a request to OpenAI's Responses API; the problem of a bad one has OpenAI's own words. */
export function receive({ method, path, body }: Incoming): Asked {
  const route = routeOf(path);
  const asking = asks[route];
  if (!asking) return wrong(noSuchRoute(method, `/v1${route}`));
  if (method !== 'POST') return wrong(wrongMethod(method, `/v1${route}`));
  const asked = parsedJson(body);
  if (!isObject(asked)) return wrong(badRequest(notJson, null, null));
  const problem = wrongParameter(asked);
  if (problem) return wrong(problem);
  const isAlone = !namesReplies(asked);
  const readWith = (kept: Kept): Asked => {
    const chat = read(asked, kept);
    return chat.kind === 'chat' ? asking(chat.chat) : chat;
  };
  return isAlone ? readWith(noneKept) : { kind: 'continues', read: readWith };
}

/** What a request for a turn becomes on each route. */
const asks: Readonly<Record<string, (chat: ChatRequest) => Asked>> = {
  '/responses': (chat) => ({ kind: 'chat', chat }),
  '/responses/compact': (chat) => ({ kind: 'plain', plain: compaction(chat) }),
  '/responses/input_tokens': ({ model, key, promptTokens: tokens }) => {
    const body = { object: 'response.input_tokens', input_tokens: tokens };
    const say = (as: Answering) => jsonReply(body, 200, openaiHeaders(as));
    return {
      kind: 'plain',
      plain: { label: 'count tokens', model, key, input: { model }, tokens: 0, say },
    };
  },
};

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

const noneKept: Kept = () => undefined;

function namesReplies({ previous_response_id: previous, input }: JsonObject): boolean {
  const isReference = (item: unknown) => isObject(item) && item['type'] === 'item_reference';
  return typeof previous === 'string' || (Array.isArray(input) && input.some(isReference));
}

function read(body: JsonObject, kept: Kept): Asked {
  const before = earlierIn(body, kept);
  if ('status' in before) return wrong(before);
  const own = messagesOf(body['input'] ?? [], kept);
  if ('status' in own) return wrong(own);
  const messages = [...before, ...own];
  const problem = wrongPairing(messages);
  return problem ? wrong(problem) : { kind: 'chat', chat: chatOf(body, messages) };
}

function earlierIn(
  { previous_response_id: id }: JsonObject,
  kept: Kept,
): readonly Message[] | Problem {
  if (typeof id !== 'string') return [];
  const message = `Previous response with id '${id}' not found.`;
  const param = 'previous_response_id';
  return kept(id) ?? badRequest(message, param, 'previous_response_not_found');
}

function chatOf(body: JsonObject, talk: readonly Message[]): ChatRequest {
  const { model, instructions, tools, max_output_tokens: maxTokens, text, tool_choice } = body;
  const read = {
    model: model as string,
    system: textIn(instructions),
    talk,
    tools: Array.isArray(tools) ? tools.map(nameOfTool) : [],
    maxTokens: (maxTokens ?? null) as number | null,
    stream: body['stream'] === true,
    raw: { messages: body['input'] ?? [], tools },
    body,
  };
  return chatFrom(read, { text, tool_choice });
}

function nameOfTool(tool: unknown): string {
  const { name, type } = tool as JsonObject;
  return typeof name === 'string' ? name : plainText(type);
}
