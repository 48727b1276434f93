import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { Problem } from '../dialect.ts';
import { badRequest } from './errors.ts';

/** The JSON types of Go's decoder, by the words of its errors. */
type GoType = 'string' | 'bool' | 'int' | 'map[string]interface {}' | `[]api.${string}`;

/** The first parameter of a chat or of a completion that Go's decoder would not take; null for none. */
export function wrongParameter(body: JsonObject, request: string): Problem | null {
  const { options, tools } = body;
  return (
    wrongType(body['model'], 'string', `${request}.model`) ??
    wrongType(body['prompt'], 'string', `${request}.prompt`) ??
    wrongType(body['system'], 'string', `${request}.system`) ??
    wrongType(body['stream'], 'bool', `${request}.stream`) ??
    wrongType(body['messages'], '[]api.Message', `${request}.messages`) ??
    wrongType(options, 'map[string]interface {}', `${request}.options`) ??
    wrongType(tools, '[]api.Tool', `${request}.tools`) ??
    wrongTools(tools, request) ??
    wrongOptions(options)
  );
}

/** The error of Go's decoder for a value of another type; null where it takes it, as it does null. */
export function wrongType(value: unknown, type: GoType, field: string): Problem | null {
  if (value === undefined || value === null || isOf(type, value)) return null;
  const came = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return badRequest(`json: cannot unmarshal ${came} into Go struct field ${field} of type ${type}`);
}

function isOf(type: GoType, value: unknown): boolean {
  if (type === 'string') return typeof value === 'string';
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'int') return Number.isInteger(value);
  return type.startsWith('[]') ? Array.isArray(value) : isObject(value);
}

function wrongTools(tools: unknown, request: string): Problem | null {
  for (const tool of Array.isArray(tools) ? (tools as readonly unknown[]) : []) {
    const field = `${request}.tools`;
    const inner = isObject(tool) ? tool['function'] : undefined;
    const { name } = isObject(inner) ? inner : {};
    const wrong =
      wrongType(tool, 'map[string]interface {}', field) ??
      wrongType(inner, 'map[string]interface {}', `${field}.function`) ??
      wrongType(name, 'string', `${field}.function.name`);
    if (wrong) return wrong;
  }
  return null;
}

function wrongOptions(options: unknown): Problem | null {
  const most = isObject(options) ? options['num_predict'] : undefined;
  if (most === undefined || most === null || typeof most === 'number') return null;
  return badRequest('option "num_predict" must be of type integer');
}
