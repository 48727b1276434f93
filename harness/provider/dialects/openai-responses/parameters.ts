import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { Problem } from '../dialect.ts';
import { badRequest, missing, wrongType } from '../openai/bad-request.ts';

/** The first thing wrong with the parameters of a request, its items left out; null for nothing. */
export function wrongParameter(body: JsonObject): Problem | null {
  const moved = Object.keys(body).find((name) => Object.hasOwn(movedTo, name));
  if (moved !== undefined) return movedProblem(moved);
  const { model, input, previous_response_id: previous, instructions } = body;
  if (model === undefined) return missing('model');
  if (typeof model !== 'string' || model === '') return wrongType('model', 'a string', model);
  if (isAbsent(input) && isAbsent(previous) && isAbsent(body['prompt'])) return nothingAsked;
  if (!isAbsent(input) && typeof input !== 'string' && !Array.isArray(input)) {
    return wrongType('input', 'a string or an array of objects', input);
  }
  if (!isAbsent(previous) && typeof previous !== 'string') {
    return wrongType('previous_response_id', 'a string', previous);
  }
  if (!isAbsent(instructions) && typeof instructions !== 'string') {
    return wrongType('instructions', 'a string', instructions);
  }
  return (
    wrongFlag(body, 'stream') ??
    wrongFlag(body, 'store') ??
    wrongFlag(body, 'background') ??
    wrongTools(body['tools']) ??
    wrongMost(body['max_output_tokens'])
  );
}

/** Parameters of Chat Completions, and what they are called here. */
const movedTo: Readonly<Record<string, string>> = {
  messages: 'input',
  max_tokens: 'max_output_tokens',
  max_completion_tokens: 'max_output_tokens',
  response_format: 'text.format',
  reasoning_effort: 'reasoning.effort',
};

function movedProblem(name: string): Problem {
  const subject = `Unsupported parameter: '${name}'. In the Responses API, this parameter has`;
  const message = `${subject} moved to '${movedTo[name]}'. Try again with the new parameter.`;
  return badRequest(message, name, 'unsupported_parameter');
}

const nothingAsked = badRequest(
  "One of 'input' or 'previous_response_id' or 'prompt' or 'conversation_id' must be provided.",
  null,
  'missing_required_parameter',
);

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function wrongFlag(body: JsonObject, name: string): Problem | null {
  const value = body[name];
  if (isAbsent(value) || typeof value === 'boolean') {
    // Nothing here runs without a caller, and what polls for it would wait without end.
    return name === 'background' && value === true ? noBackground : null;
  }
  return wrongType(name, 'a boolean', value);
}

const noBackground = badRequest(
  'Background mode is not supported by this provider.',
  'background',
  'unsupported_parameter',
);

function wrongTools(tools: unknown): Problem | null {
  if (isAbsent(tools)) return null;
  if (!Array.isArray(tools)) return wrongType('tools', 'an array of objects', tools);
  for (const [index, tool] of tools.entries()) {
    const at = `tools[${index}]`;
    if (!isObject(tool)) return wrongType(at, 'an object', tool);
    const { type, name } = tool;
    if (type === undefined) return missing(`${at}.type`);
    if (type !== 'function' && type !== 'custom') continue;
    if (name === undefined) return missing(`${at}.name`);
    if (typeof name === 'string' && /^[a-zA-Z0-9_-]+$/.test(name)) continue;
    const pattern = "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.";
    const message = `Invalid '${at}.name': string does not match pattern. ${pattern}`;
    return badRequest(message, `${at}.name`, 'invalid_value');
  }
  return null;
}

function wrongMost(value: unknown): Problem | null {
  const name = 'max_output_tokens';
  if (isAbsent(value)) return null;
  if (!Number.isInteger(value)) return wrongType(name, 'an integer', value);
  if ((value as number) >= leastTokens) return null;
  const expected = `Expected a value >= ${leastTokens}, but got ${plainText(value)} instead.`;
  const message = `Invalid '${name}': integer below minimum value. ${expected}`;
  return badRequest(message, name, 'integer_below_min_value');
}

const leastTokens = 16;
