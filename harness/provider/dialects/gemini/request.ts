import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import { jsonReply } from '../../../model/reply.ts';
import { uriDecoded } from '../../../model/http/uri-decoded.ts';
import { chatFrom } from '../chat-from.ts';
import type { Answering, Asked, ChatRequest, Message, Problem } from '../dialect.ts';
import { routeOf } from '../route.ts';
import { messagesOf, textOf } from './contents.ts';
import { receiveEmbeddings } from './embeddings.ts';
import { noSuchRoute, notJson } from './errors.ts';
import { geminiHeaders } from './headers.ts';
import { member, wrongParameter } from './parameters.ts';

/** Whether a request is to the Gemini API, or to its list of models. */
export function speaks({ path }: Incoming): boolean {
  return /:(generateContent|streamGenerateContent|countTokens|embedContent|batchEmbedContents)\b|\/v1beta\/models\b/.test(
    path,
  );
}

/** Whether a request has headers of Google's clients, their key in its query, or their version in its path. */
export function resembles({ path, headers }: Incoming): boolean {
  const { 'x-goog-api-key': key, 'x-goog-api-client': client } = headers;
  return (key ?? client) !== undefined || /\/v1(alpha|beta)|[?&]key=|\/models\/[^/?]+:/.test(path);
}

/** Reads a request to the Gemini API; the problem of a bad one has Google's own words. */
export function receive(incoming: Incoming): Asked {
  const { method, path, body } = incoming;
  const route = routeOf(path);
  const called = /^\/(?:tunedModels|models)\/([^/:]+):(\w+)$/.exec(route);
  if (called && method === 'POST') {
    const [, model = '', verb = ''] = called;
    const isBatch = verb === 'batchEmbedContents';
    if (isBatch || verb === 'embedContent') {
      return receiveEmbeddings(uriDecoded(model), body, isBatch);
    }
    if (verb === 'countTokens') return receiveCount(uriDecoded(model), body);
    const isStream = verb === 'streamGenerateContent';
    if (!isStream && verb !== 'generateContent') return wrong(noSuchRoute);
    return receiveContent(body, {
      model: uriDecoded(model),
      isStream,
      isSse: /[?&]alt=sse\b/.test(path),
    });
  }
  const models = /^\/models(?:\/(.+))?$/.exec(route);
  if (!models || method !== 'GET') return wrong(noSuchRoute);
  return { kind: 'models', id: models[1] === undefined ? null : uriDecoded(models[1]) };
}

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

/** What the path of a request says. */
interface Verb {
  readonly model: string;
  readonly isStream: boolean;
  readonly isSse: boolean;
}

function receiveContent(text: string, verb: Verb): Asked {
  const body = parsedJson(text);
  if (!isObject(body)) return wrong(notJson);
  const problem = wrongParameter(body);
  if (problem) return wrong(problem);
  const messages = messagesOf(body['contents']);
  if ('status' in messages) return wrong(messages);
  return { kind: 'chat', chat: chatOf(body, messages, verb) };
}

function receiveCount(model: string, text: string): Asked {
  const body = parsedJson(text);
  if (!isObject(body)) return wrong(notJson);
  const inner = member(body, 'generateContentRequest');
  const verb = { model, isStream: false, isSse: false };
  const asked = receiveContent(JSON.stringify(isObject(inner) ? inner : body), verb);
  if (asked.kind !== 'chat') return asked;
  const { promptTokens, key } = asked.chat;
  const say = (as: Answering) => jsonReply({ totalTokens: promptTokens }, 200, geminiHeaders(as));
  const plain = { label: 'count tokens', model, key, input: { model }, tokens: 0, say };
  return { kind: 'plain', plain };
}

function chatOf(body: JsonObject, talk: readonly Message[], verb: Verb): ChatRequest {
  const { model, isStream, isSse } = verb;
  const config = member(body, 'generationConfig');
  const most = isObject(config) ? member(config, 'maxOutputTokens') : undefined;
  const thinking = isObject(config) ? member(config, 'thinkingConfig') : undefined;
  const tools = member(body, 'tools');
  const read = {
    model,
    system: toldIn(member(body, 'systemInstruction')),
    talk,
    tools: toolsIn(tools),
    maxTokens: (most ?? null) as number | null,
    stream: isStream,
    raw: { messages: body['contents'], tools },
    body: {
      isSse,
      showsThoughts: isObject(thinking) && member(thinking, 'includeThoughts') === true,
    },
    provider: 'gcp.gemini',
  };
  return chatFrom(read, { tool_choice: member(body, 'toolConfig') });
}

function toldIn(instruction: unknown): string {
  if (typeof instruction === 'string') return instruction;
  const parts = isObject(instruction) ? instruction['parts'] : instruction;
  if (Array.isArray(parts)) return textOf(parts.filter(isObject));
  return isObject(parts) ? textOf([parts]) : '';
}

function toolsIn(tools: unknown): readonly string[] {
  const groups = Array.isArray(tools) ? tools : tools === undefined ? [] : [tools];
  return groups.flatMap((group: unknown) => {
    if (!isObject(group)) return [];
    const declared = member(group, 'functionDeclarations');
    if (!Array.isArray(declared)) return Object.keys(group);
    return declared.map((one: unknown) => (isObject(one) ? plainText(one['name']) : ''));
  });
}
