import type { Incoming } from '../../../model/call.ts';
import { chatFrom } from '../chat-from.ts';
import type { Asked, ChatRequest, Problem } from '../dialect.ts';
import { messagesOf, withoutIds } from './messages.ts';
import { badRequest, emptyList, missing, wrongType } from '../openai/bad-request.ts';
import { receiveEmbeddings } from '../openai/embeddings.ts';
import { noSuchRoute, wrongMethod } from '../openai/errors.ts';
import { notJson } from '../openai/not-json.ts';
import { isUnderAzure, routeOf } from '../route.ts';
import { isObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import { uriDecoded } from '../../../model/http/uri-decoded.ts';

/** Reads a request to OpenAI's chat API; the problem of a bad one has OpenAI's own words. */
export function receive(incoming: Incoming): Asked {
  const path = routeOf(incoming.path);
  const known = (method: string, asked: () => Asked): Asked =>
    incoming.method === method
      ? asked()
      : { kind: 'wrong', problem: wrongMethod(incoming.method, `/v1${path}`) };
  if (path === '/chat/completions') return known('POST', () => receiveChat(incoming.body));
  if (path === '/embeddings') return known('POST', () => receiveEmbeddings(incoming.body));
  if (path === '/models') return known('GET', () => ({ kind: 'models', id: null }));
  const id = /^\/models\/(.+)$/.exec(path)?.[1];
  if (id !== undefined) return known('GET', () => ({ kind: 'models', id: uriDecoded(id) }));
  return { kind: 'wrong', problem: noSuchRoute(incoming.method, `/v1${path}`) };
}

/** Whether a request is to OpenAI's chat API, for embeddings, or for its list of models. */
export function speaks({ method, path, headers }: Incoming): boolean {
  if (isUnderAzure(path) || path.startsWith('/api/embeddings')) return false;
  if (/\/(chat\/completions|embeddings)\b/.test(path)) return true;
  const isOpenai = headers['anthropic-version'] === undefined && !path.includes('/v1beta/');
  return isOpenai && method === 'GET' && /\/models\b/.test(path);
}

/** Whether a path is below OpenAI's version, and no header is of another provider. */
export function resembles({ path, headers }: Incoming): boolean {
  const { 'anthropic-version': anthropic, 'x-api-key': key, 'x-goog-api-key': google } = headers;
  const isSigned = headers['authorization']?.startsWith('Bearer ') === true;
  return isSigned && path.startsWith('/v1/') && (anthropic ?? key ?? google) === undefined;
}

function receiveChat(text: string): Asked {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { kind: 'wrong', problem: badRequest(notJson, null, null) };
  }
  if (!isObject(body)) return { kind: 'wrong', problem: badRequest(notJson, null, null) };
  const problem = wrongIn(body);
  if (problem) return { kind: 'wrong', problem };
  const read = messagesOf(body['messages'] as readonly unknown[]);
  if (read.problem) return { kind: 'wrong', problem: read.problem };
  return { kind: 'chat', chat: chatOf(body, read.messages) };
}

type Body = Readonly<Record<string, unknown>>;

function chatOf(body: Body, talk: ChatRequest['messages']): ChatRequest {
  const {
    messages: raw,
    tools,
    model,
    response_format,
    tool_choice,
    stream_options: options,
  } = body;
  const read = {
    model: model as string,
    talk,
    tools: Array.isArray(tools) ? tools.map(nameOfTool) : [],
    maxTokens: (body['max_completion_tokens'] ?? body['max_tokens'] ?? null) as number | null,
    stream: body['stream'] === true,
    includeUsage: isObject(options) && options['include_usage'] === true,
    raw: { messages: raw, tools },
  };
  const messages = withoutIds(raw as readonly Body[]);
  return chatFrom(read, { messages, response_format, tool_choice });
}

function wrongIn(body: Body): Problem | null {
  const { model, messages, tools } = body;
  if (typeof model !== 'string' || model === '') {
    return badRequest('you must provide a model parameter', null, null);
  }
  if (messages === undefined) return missing('messages');
  return (
    wrongList('messages', messages) ??
    (tools === undefined || tools === null ? null : wrongTools(tools)) ??
    wrongCount(body, 'max_tokens') ??
    wrongCount(body, 'max_completion_tokens') ??
    wrongStreaming(body)
  );
}

function wrongTools(tools: unknown): Problem | null {
  const wrong = wrongList('tools', tools);
  if (wrong) return wrong;
  for (const [index, tool] of (tools as readonly unknown[]).entries()) {
    const name = nameOfTool(tool);
    const param = `tools[${index}].function.name`;
    if (name === '') return missing(param);
    if (/^[a-zA-Z0-9_-]+$/.test(name)) continue;
    const pattern = "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.";
    const message = `Invalid '${param}': string does not match pattern. ${pattern}`;
    return badRequest(message, param, 'invalid_value');
  }
  return null;
}

function wrongList(name: string, value: unknown): Problem | null {
  if (!Array.isArray(value)) return wrongType(name, 'an array of objects', value);
  return value.length === 0 ? emptyList(name) : null;
}

function wrongCount(body: Body, name: string): Problem | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (!Number.isInteger(value)) return wrongType(name, 'an integer', value);
  if ((value as number) >= 1) return null;
  const expected = `Expected a value >= 1, but got ${plainText(value)} instead.`;
  const message = `Invalid '${name}': integer below minimum value. ${expected}`;
  return badRequest(message, name, 'integer_below_min_value');
}

function wrongStreaming(body: Body): Problem | null {
  const { stream, stream_options: options } = body;
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean') {
    return wrongType('stream', 'a boolean', stream);
  }
  if (options === undefined || options === null || stream === true) return null;
  const message = "The 'stream_options' parameter is only allowed when 'stream' is enabled.";
  return badRequest(message, 'stream_options', null);
}

function nameOfTool(tool: unknown): string {
  if (!isObject(tool)) return '';
  const inner = tool['function'] ?? tool['custom'];
  return isObject(inner) && typeof inner['name'] === 'string' ? inner['name'] : '';
}
