import type { Incoming } from '../../../model/call.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { chatFrom } from '../chat-from.ts';
import type { Asked, ChatRequest, Message, Problem } from '../dialect.ts';
import { textIn } from '../hear.ts';
import { routeOf } from '../route.ts';
import { receiveEmbeddings } from './embeddings.ts';
import { badRequest, noSuchRoute, wrongMethod } from './errors.ts';
import { messagesOf } from './messages.ts';
import { loadedModel, runningModels, version } from './models.ts';
import { wrongParameter } from './parameters.ts';

/** Whether a request is to Ollama's own API; it serves OpenAI's and Anthropic's at their paths. */
export function speaks({ path }: Incoming): boolean {
  return /\/api\/(chat|generate|tags|show|ps|version|embed|embeddings|pull|create|delete)(\?|$)/.test(
    path,
  );
}

/** Whether a path is below Ollama's. */
export function resembles({ path }: Incoming): boolean {
  return path.startsWith('/api/');
}

/** Reads a request to Ollama's API; the problem of a bad one has Ollama's own words. */
export function receive({ method, path, body }: Incoming): Asked {
  const route = routeOf(path);
  const known = Object.hasOwn(routes, route) ? routes[route] : undefined;
  if (!known) return wrong(noSuchRoute);
  const [verb, asked] = known;
  if (method !== verb) return wrong(wrongMethod);
  if (verb === 'GET') return asked({});
  if (body === '') return wrong(badRequest('missing request body'));
  const value = parsedJson(body);
  if (value === undefined) return wrong(badRequest('unexpected EOF'));
  if (isObject(value)) return asked(value);
  const came = Array.isArray(value) ? 'array' : typeof value;
  return wrong(badRequest(`json: cannot unmarshal ${came} into Go value of type api.Request`));
}

const routes: Readonly<
  Record<string, readonly [verb: 'GET' | 'POST', asked: (body: JsonObject) => Asked]>
> = {
  '/api/chat': ['POST', receiveChat],
  '/api/generate': ['POST', receiveText],
  '/api/embed': ['POST', (body) => receiveEmbeddings(body, true)],
  '/api/embeddings': ['POST', (body) => receiveEmbeddings(body, false)],
  '/api/show': ['POST', receiveShow],
  '/api/tags': ['GET', () => ({ kind: 'models', id: null })],
  '/api/ps': ['GET', () => ({ kind: 'plain', plain: runningModels })],
  '/api/version': ['GET', () => ({ kind: 'plain', plain: version })],
};

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

function receiveChat(body: JsonObject): Asked {
  const problem = wrongParameter(body, 'ChatRequest') ?? unnamed(body);
  if (problem) return wrong(problem);
  const raw = (body['messages'] ?? []) as readonly unknown[];
  const messages = messagesOf(raw);
  if ('status' in messages) return wrong(messages);
  if (messages.length === 0) return loading(body, 'chat');
  return { kind: 'chat', chat: chatOf(body, messages, { messages: raw, isText: false }) };
}

/** A completion of text is a chat of one message. */
function receiveText(body: JsonObject): Asked {
  const problem = wrongParameter(body, 'GenerateRequest') ?? unnamed(body);
  if (problem) return wrong(problem);
  const [system, prompt] = [textIn(body['system']), textIn(body['prompt'])];
  if (prompt === '') return loading(body, 'generate');
  const said = { toolCalls: [], callId: '' };
  const messages: readonly Message[] = [
    ...(system === '' ? [] : [{ role: 'system', text: system, ...said } as const]),
    { role: 'user', text: prompt, ...said },
  ];
  return { kind: 'chat', chat: chatOf(body, messages, { messages: prompt, isText: true }) };
}

function receiveShow(body: JsonObject): Asked {
  const id = textIn(body['model']) || textIn(body['name']);
  return id === '' ? wrong(noModel) : { kind: 'models', id };
}

const noModel = badRequest('model is required');

function unnamed({ model }: JsonObject): Problem | null {
  return textIn(model) === '' ? noModel : null;
}

/** What has nothing to say loads the model. */
function loading(body: JsonObject, verb: 'chat' | 'generate'): Asked {
  return { kind: 'plain', plain: loadedModel(textIn(body['model']), verb) };
}

function chatOf(
  body: JsonObject,
  talk: readonly Message[],
  { messages: raw, isText }: { readonly messages: unknown; readonly isText: boolean },
): ChatRequest {
  const { options, format, think } = body;
  const tools = (body['tools'] ?? []) as readonly unknown[];
  const most = isObject(options) ? Number(options['num_predict'] ?? 0) : 0;
  const read = {
    model: textIn(body['model']),
    talk,
    tools: tools.map(nameOfTool),
    // -1 is for no limit, -2 for as much as fits.
    maxTokens: most >= 1 ? Math.floor(most) : null,
    stream: body['stream'] !== false,
    raw: { messages: raw, tools },
    body: { isText, showsThoughts: Boolean(think) },
    provider: 'ollama',
  };
  return chatFrom(read, { format });
}

function nameOfTool(tool: unknown): string {
  const called = isObject(tool) ? tool['function'] : undefined;
  return isObject(called) ? textIn(called['name']) : '';
}
