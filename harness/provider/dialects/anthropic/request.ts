import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import { jsonReply } from '../../../model/reply.ts';
import { uriDecoded } from '../../../model/http/uri-decoded.ts';
import { chatFrom } from '../chat-from.ts';
import type { Asked, ChatRequest, Message, Problem } from '../dialect.ts';
import { routeOf } from '../route.ts';
import { badRequest, noSuchRoute, wrongMethod } from './errors.ts';
import { anthropicHeaders } from './headers.ts';
import { messagesOf } from './messages.ts';
import { wrongParameter } from './parameters.ts';

/** Whether a request is to Anthropic's Messages API, or to its list of models. */
export function speaks({ path, headers }: Incoming): boolean {
  const isMessages = /\/messages(\/count_tokens)?(\?|$)/.test(path);
  return isMessages || (headers['anthropic-version'] !== undefined && /\/models\b/.test(path));
}

/** Whether a request has headers of Anthropic's clients, or a path below its messages. */
export function resembles({ path, headers }: Incoming): boolean {
  const { 'anthropic-version': version, 'anthropic-beta': beta, 'x-api-key': key } = headers;
  return (version ?? beta ?? key) !== undefined || /\/messages\b/.test(path);
}

/** Reads a request to Anthropic's API; the problem of a bad one has Anthropic's own words. */
export function receive(incoming: Incoming): Asked {
  const route = routeOf(incoming.path);
  const isCount = route === '/messages/count_tokens';
  if (isCount || route === '/messages') {
    if (incoming.method !== 'POST') return wrong(wrongMethod);
    return receiveMessages(incoming, isCount);
  }
  const models = /^\/models(?:\/(.+))?$/.exec(route);
  if (!models) return wrong(noSuchRoute);
  if (incoming.method !== 'GET') return wrong(wrongMethod);
  return { kind: 'models', id: models[1] === undefined ? null : uriDecoded(models[1]) };
}

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

function receiveMessages({ headers, body: text }: Incoming, isCount: boolean): Asked {
  if (headers['anthropic-version'] === undefined) {
    return wrong(badRequest('anthropic-version: header is required'));
  }
  const body = parsedJson(text);
  if (body === undefined) {
    return wrong(badRequest('The request body is not valid JSON: it could not be parsed'));
  }
  if (!isObject(body)) return wrong(badRequest('Input should be a valid dictionary'));
  const problem = wrongParameter(body, isCount);
  if (problem) return wrong(problem);
  const messages = messagesOf(body['messages'] as readonly unknown[]);
  if ('status' in messages) return wrong(messages);
  const chat = chatOf(body, messages);
  return isCount ? countOf(chat) : { kind: 'chat', chat };
}

function countOf({ model, promptTokens, key }: ChatRequest): Asked {
  const plain = {
    label: 'count tokens',
    model,
    key,
    input: { model },
    tokens: 0,
    say: (as: Parameters<typeof anthropicHeaders>[0]) =>
      jsonReply({ input_tokens: promptTokens }, 200, anthropicHeaders(as)),
  };
  return { kind: 'plain', plain };
}

function chatOf(body: JsonObject, talk: readonly Message[]): ChatRequest {
  const { model, system, tools, max_tokens: maxTokens, tool_choice } = body;
  const read = {
    model: model as string,
    system: systemOf(system),
    talk,
    tools: Array.isArray(tools) ? tools.map((tool: JsonObject) => plainText(tool['name'])) : [],
    maxTokens: (maxTokens ?? null) as number | null,
    stream: body['stream'] === true,
    raw: { messages: body['messages'], tools },
    body,
    provider: 'anthropic',
  };
  return chatFrom(read, { tool_choice });
}

function systemOf(system: unknown): string {
  if (!Array.isArray(system)) return typeof system === 'string' ? system : '';
  return system
    .map((block: unknown) => (isObject(block) ? plainText(block['text'] ?? '') : ''))
    .join('\n');
}
