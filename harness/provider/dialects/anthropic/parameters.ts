import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { Problem } from '../dialect.ts';
import { badRequest } from './errors.ts';

/** The first thing wrong with the parameters of a request, its messages left out; null for nothing. */
export function wrongParameter(body: JsonObject, isCount: boolean): Problem | null {
  const foreign = Object.keys(body).find((name) => foreigners.has(name));
  if (foreign !== undefined) return badRequest(`${foreign}: Extra inputs are not permitted`);
  const { model, max_tokens: most, messages, system, stream } = body;
  if (model === undefined) return required('model');
  if (typeof model !== 'string') return badRequest('model: Input should be a valid string');
  if (model === '') return badRequest('model: String should have at least 1 character');
  if (!isCount && most === undefined) return required('max_tokens');
  if (most !== undefined && !Number.isInteger(most)) {
    return badRequest('max_tokens: Input should be a valid integer');
  }
  if (most !== undefined && (most as number) < 1) {
    return badRequest('max_tokens: Input should be greater than or equal to 1');
  }
  if (messages === undefined) return required('messages');
  if (!Array.isArray(messages)) return badRequest('messages: Input should be a valid list');
  if (messages.length === 0) return badRequest('messages: at least one message is required');
  if (system !== undefined && typeof system !== 'string' && !Array.isArray(system)) {
    return badRequest('system: Input should be a valid list');
  }
  if (stream !== undefined && typeof stream !== 'boolean') {
    return badRequest('stream: Input should be a valid boolean');
  }
  return wrongTools(body['tools']);
}

/** Parameters of OpenAI's, which Anthropic refuses. */
const foreigners: ReadonlySet<string> = new Set([
  'max_completion_tokens',
  'max_output_tokens',
  'response_format',
  'stop',
  'frequency_penalty',
  'presence_penalty',
  'input',
  'instructions',
]);

function required(name: string): Problem {
  return badRequest(`${name}: Field required`);
}

function wrongTools(tools: unknown): Problem | null {
  if (tools === undefined) return null;
  if (!Array.isArray(tools)) return badRequest('tools: Input should be a valid list');
  for (const [index, tool] of tools.entries()) {
    if (!isObject(tool)) return badRequest(`tools.${index}: Input should be a valid dictionary`);
    const { type, name, input_schema: schema } = tool;
    if (type !== undefined && type !== null && type !== 'custom' && name !== undefined) continue;
    const at = `tools.${index}.custom`;
    if (name === undefined) return required(`${at}.name`);
    if (typeof name !== 'string' || !/^[a-zA-Z0-9_-]{1,128}$/.test(name)) {
      return badRequest(`${at}.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`);
    }
    if (!isObject(schema)) return required(`${at}.input_schema`);
  }
  const names = tools.map((tool: JsonObject) => tool['name']);
  return new Set(names).size < names.length
    ? badRequest('tools: Tool names must be unique.')
    : null;
}
