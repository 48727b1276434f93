import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { Problem } from '../dialect.ts';
import { badRequest, wrongShape } from './errors.ts';

/** The first parameter of a request to Converse that is wrong, besides its messages; null for none. */
export function wrongParameter(body: JsonObject): Problem | null {
  const { inferenceConfig, toolConfig, system, additionalModelRequestFields: more } = body;
  return (
    wrongStructure(inferenceConfig) ??
    wrongStructure(toolConfig) ??
    wrongStructure(more) ??
    wrongList(body['messages']) ??
    wrongList(system) ??
    wrongTokens(inferenceConfig) ??
    wrongTools(toolConfig)
  );
}

/** The error for a value that is there and no structure. */
export function wrongStructure(value: unknown): Problem | null {
  if (value === undefined || value === null || isObject(value)) return null;
  if (Array.isArray(value)) return wrongShape('Start of list found where not expected.');
  return wrongShape('Expected null or start of a structure.');
}

/** The error for a value that is there and no list of structures. */
export function wrongList(value: unknown): Problem | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value))
    return wrongShape('Start of structure or map found where not expected.');
  return (value as readonly unknown[]).every(isObject)
    ? null
    : wrongShape('Expected null or start of a structure.');
}

/** The error for a value that is there and no text. */
export function wrongText(value: unknown): Problem | null {
  if (value === undefined || value === null || typeof value === 'string') return null;
  return wrongShape(
    `${typeof value === 'number' ? 'NUMBER' : 'OTHER'}_VALUE can not be converted to a String`,
  );
}

/** What the model's checks say of a value: the place counts members from 1. */
export function constraint(value: unknown, place: string, words: string): Problem {
  const said = value === undefined || value === null ? 'null' : `'${plainText(value)}'`;
  const subject = `1 validation error detected: Value ${said} at '${place}'`;
  return badRequest(`${subject} failed to satisfy constraint: Member must ${words}`);
}

function wrongTokens(config: unknown): Problem | null {
  const most = isObject(config) ? config['maxTokens'] : undefined;
  if (most === undefined || most === null) return null;
  if (typeof most !== 'number')
    return wrongShape('STRING_VALUE can not be converted to an Integer');
  if (!Number.isInteger(most)) return wrongShape('Expected an Integer, and got a Float');
  const place = 'inferenceConfig.maxTokens';
  return most >= 1 ? null : constraint(most, place, 'have value greater than or equal to 1');
}

function wrongTools(config: unknown): Problem | null {
  if (!isObject(config)) return null;
  const { tools } = config;
  if (tools === undefined || tools === null)
    return constraint(null, 'toolConfig.tools', 'not be null');
  const wrong = wrongList(tools);
  if (wrong) return wrong;
  const list = tools as readonly JsonObject[];
  if (list.length === 0) {
    return constraint('[]', 'toolConfig.tools', 'have length greater than or equal to 1');
  }
  for (const [index, { toolSpec }] of list.entries()) {
    if (toolSpec === undefined) continue;
    const shape = wrongStructure(toolSpec);
    if (shape) return shape;
    const name = isObject(toolSpec) ? toolSpec['name'] : null;
    const text = wrongText(name);
    if (text) return text;
    const place = `toolConfig.tools.${index + 1}.member.toolSpec.name`;
    if (typeof name !== 'string') return constraint(null, place, 'not be null');
    if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) continue;
    return constraint(name, place, 'satisfy regular expression pattern: [a-zA-Z0-9_-]+');
  }
  return null;
}
