import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { Problem } from '../dialect.ts';
import { badRequest } from './errors.ts';

/** A member by its name, or by the same in snake case, which Google takes, too. */
export function member(body: JsonObject, name: string): unknown {
  return body[name] ?? body[name.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)];
}

/** The first thing wrong with the parameters of a request, its contents left out; null for nothing. */
export function wrongParameter(body: JsonObject): Problem | null {
  const foreign = Object.keys(body).find((name) => foreigners.has(name));
  if (foreign !== undefined) {
    const subject = `Invalid JSON payload received. Unknown name "${foreign}"`;
    return badRequest(`${subject}: Cannot find field.`);
  }
  const { contents } = body;
  if (!Array.isArray(contents) && !isObject(contents)) return noContents;
  if (Array.isArray(contents) && contents.length === 0) return noContents;
  const config = member(body, 'generationConfig');
  const most = isObject(config) ? member(config, 'maxOutputTokens') : undefined;
  if (most !== undefined && (!Number.isInteger(most) || (most as number) < 1)) {
    return badRequest(
      `Unable to submit request because it has a maxOutputTokens value of ${plainText(most)} but the ` +
        'supported range is from 1 (inclusive). Update the value and try again.',
    );
  }
  return wrongTools(member(body, 'tools'));
}

const noContents = badRequest('* GenerateContentRequest.contents: contents is not specified\n');

/** Parameters of other providers, which Google does not know. */
const foreigners: ReadonlySet<string> = new Set([
  'messages',
  'input',
  'instructions',
  'system',
  'stream',
  'max_tokens',
  'temperature',
  'response_format',
]);

function wrongTools(tools: unknown): Problem | null {
  for (const [group, tool] of (Array.isArray(tools) ? tools : []).entries()) {
    const declared = isObject(tool) ? member(tool, 'functionDeclarations') : undefined;
    for (const [index, one] of (Array.isArray(declared) ? declared : []).entries()) {
      const name: unknown = isObject(one) ? one['name'] : undefined;
      if (typeof name === 'string' && /^[a-zA-Z_][\w.:-]{0,127}$/.test(name)) continue;
      const at = `GenerateContentRequest.tools[${group}].function_declarations[${index}].name`;
      return badRequest(
        `* ${at}: Invalid function name. Must start with a letter or an underscore. Must be ` +
          'alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with ' +
          'a maximum length of 128.\n',
      );
    }
  }
  return null;
}
