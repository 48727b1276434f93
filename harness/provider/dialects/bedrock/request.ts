import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { jsonReply } from '../../../model/reply.ts';
import { uriDecoded } from '../../../model/http/uri-decoded.ts';
import { chatFrom } from '../chat-from.ts';
import type { Answering, Asked, ChatRequest, Message, Problem } from '../dialect.ts';
import { textIn } from '../hear.ts';
import { routeOf } from '../route.ts';
import { badRequest, noSuchOperation } from './errors.ts';
import { bedrockHeaders } from './headers.ts';
import { messagesOf, textOf } from './messages.ts';
import { wrongParameter, wrongStructure } from './parameters.ts';

/** Whether a request is to Bedrock's runtime, or to its list of models. */
export function speaks({ path }: Incoming): boolean {
  return /\/model\/[^/?]+\/(converse|converse-stream|count-tokens|invoke[\w-]*)(\?|$)|\/foundation-models(?![^/?])/.test(
    path,
  );
}

/** Whether a request has AWS's signature or headers of its clients, or a path below a model's. */
export function resembles({ path, headers }: Incoming): boolean {
  const isSigned = headers['authorization']?.startsWith('AWS4-') === true;
  return (
    isSigned || path.startsWith('/model/') || Object.keys(headers).some((name) => ofAws.test(name))
  );
}

const ofAws = /^(x-amz-|x-amzn-|amz-sdk-)/;

/** Reads a request to Bedrock; the problem of a bad one has Bedrock's own words. */
export function receive({ method, path, body }: Incoming): Asked {
  const route = routeOf(path);
  const [, listed] = /^\/foundation-models(?:\/(.+))?$/.exec(route) ?? [];
  if (/^\/foundation-models\b/.test(route) && method === 'GET') {
    return { kind: 'models', id: listed === undefined ? null : uriDecoded(listed) };
  }
  const [, named = '', verb] =
    /^\/model\/([^/]+)\/(converse|converse-stream|count-tokens)$/.exec(route) ?? [];
  if (verb === undefined || method !== 'POST') return wrong(noSuchOperation);
  const value = parsedJson(body === '' ? '{}' : body);
  if (value === undefined) return wrong(malformed);
  const problem = wrongStructure(value);
  if (problem || !isObject(value)) return wrong(problem ?? malformed);
  const model = uriDecoded(named);
  if (verb === 'count-tokens') return receiveCount(value, model);
  return receiveTalk(value, model, verb === 'converse-stream');
}

const malformed = badRequest('Malformed input request, please reformat your input and try again.');

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

function receiveTalk(body: JsonObject, model: string, stream: boolean): Asked {
  const problem = wrongParameter(body);
  if (problem) return wrong(problem);
  const raw = (body['messages'] ?? []) as readonly JsonObject[];
  if (raw.length === 0) return wrong(noMessages);
  const messages = messagesOf(raw);
  if ('status' in messages) return wrong(messages);
  const calls = messages.some(({ role, toolCalls }) => role === 'tool' || toolCalls.length > 0);
  if (calls && !isObject(body['toolConfig'])) return wrong(noTools);
  return { kind: 'chat', chat: chatOf(body, messages, { model, stream, raw }) };
}

const noMessages = badRequest(
  'A conversation must start with a user message. Try again with a conversation that starts with a ' +
    'user message.',
);
const noTools = badRequest(
  'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
);

function receiveCount({ input }: JsonObject, model: string): Asked {
  const { converse } = isObject(input) ? input : {};
  if (!isObject(converse)) return wrong(malformed);
  const asked = receiveTalk(converse, model, false);
  if (asked.kind !== 'chat') return asked;
  const { promptTokens: inputTokens, key } = asked.chat;
  const say = (as: Answering) => jsonReply({ inputTokens }, 200, bedrockHeaders(as));
  return {
    kind: 'plain',
    plain: { label: 'count tokens', model, key, input: { model }, tokens: 0, say },
  };
}

function chatOf(
  body: JsonObject,
  talk: readonly Message[],
  {
    model,
    stream,
    raw,
  }: { readonly model: string; readonly stream: boolean; readonly raw: unknown },
): ChatRequest {
  const { system, inferenceConfig, toolConfig, additionalModelRequestFields: more } = body;
  const { tools = [], toolChoice } = isObject(toolConfig) ? toolConfig : {};
  const most = isObject(inferenceConfig) ? inferenceConfig['maxTokens'] : null;
  const read = {
    model,
    system: textOf((system ?? []) as readonly JsonObject[]),
    talk,
    tools: (tools as readonly JsonObject[]).map(nameOfTool),
    maxTokens: (most ?? null) as number | null,
    stream,
    raw: { messages: raw, tools },
    body: {
      showsThoughts: isObject(more) && Object.keys(more).some((name) => /think|reason/i.test(name)),
    },
    provider: 'aws.bedrock',
  };
  return chatFrom(read, { tool_choice: toolChoice });
}

function nameOfTool(tool: JsonObject): string {
  const { toolSpec } = tool;
  return isObject(toolSpec) ? textIn(toolSpec['name']) : (Object.keys(tool)[0] ?? '');
}
