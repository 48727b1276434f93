import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { Problem } from '../dialect.ts';
import { badRequest } from '../gemini/errors.ts';
import { unknownParameter, unsupported } from './errors.ts';

/** The first thing wrong with the parameters of a request, its input left out; null for nothing. */
export function wrongParameter(body: JsonObject): Problem | null {
  const foreign = Object.keys(body).find((name) => foreigners.has(name));
  if (foreign !== undefined) return unknownParameter(foreign);
  const { model, agent, input } = body;
  if (agent !== undefined) return badRequest(`Agent '${plainText(agent)}' is not supported.`);
  if (typeof model !== 'string' || model === '') {
    return badRequest("One of 'model' and 'agent' is required.");
  }
  if (input === undefined) return badRequest("'input' is required.");
  if (body['background'] === true) {
    return badRequest(`'background' is not supported for model '${model}'.`);
  }
  return (
    wrongText(body, 'previous_interaction_id') ??
    wrongText(body, 'system_instruction') ??
    wrongMost(body['generation_config']) ??
    wrongTools(body['tools'])
  );
}

/** Parameters of other providers and of `generateContent`, which this API does not know. */
const foreigners: ReadonlySet<string> = new Set([
  'contents',
  'generationConfig',
  'instructions',
  'max_output_tokens',
  'max_tokens',
  'messages',
  'previous_response_id',
  'system',
  'systemInstruction',
  'temperature',
]);

function wrongText(body: JsonObject, name: string): Problem | null {
  const value = body[name] ?? '';
  return typeof value === 'string' ? null : badRequest(`'${name}' must be a string.`);
}

function wrongMost(config: unknown): Problem | null {
  const most = isObject(config) ? (config['max_output_tokens'] ?? 1) : 1;
  if (Number.isInteger(most) && (most as number) >= 1) return null;
  return badRequest("'generation_config.max_output_tokens' must be a whole number of 1 or more.");
}

function wrongTools(tools: unknown): Problem | null {
  const list: readonly unknown[] = Array.isArray(tools) ? tools : [];
  for (const [index, tool] of list.entries()) {
    const place = `tools[${index}]`;
    const { type, name } = isObject(tool) ? tool : {};
    if (typeof type !== 'string' || !toolTypes.has(type)) {
      return unsupported(type ?? null, { member: 'type', place }, toolTypes);
    }
    if (type !== 'function' || (typeof name === 'string' && functionName.test(name))) continue;
    return badRequest(`'name' at '${place}' must be the name of a function.`);
  }
  return null;
}

const functionName = /^[a-zA-Z_][\w.:-]{0,127}$/;

const toolTypes: ReadonlySet<string> = new Set([
  'function',
  'code_execution',
  'mcp_server',
  'filesystem',
  'google_maps',
  'google_search',
  'bash',
  'computer_use',
  'file_search',
  'retrieval',
  'url_context',
]);
