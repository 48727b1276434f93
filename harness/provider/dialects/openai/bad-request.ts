import type { Problem } from '../dialect.ts';

/** The type of every error that is the caller's fault. */
export const invalidRequest = 'invalid_request_error';

/** A malformed request, status 400. */
export function badRequest(message: string, param: string | null, code: string | null): Problem {
  return { status: 400, type: invalidRequest, message, param, code };
}

/** A parameter that must be there and is not. */
export function missing(param: string): Problem {
  const message = `Missing required parameter: '${param}'.`;
  return badRequest(message, param, 'missing_required_parameter');
}

/** A list that must not be empty. */
export function emptyList(param: string): Problem {
  const expected = 'Expected an array with minimum length 1, but got an empty array instead.';
  return badRequest(`Invalid '${param}': empty array. ${expected}`, param, 'empty_array');
}

/** A value of another type than `expected`: `an array of objects`, `an integer`. */
export function wrongType(param: string, expected: string, value: unknown): Problem {
  const message = `Invalid type for '${param}': expected ${expected}, but got ${typeName(value)}`;
  return badRequest(`${message} instead.`, param, 'invalid_type');
}

/** A JSON value's type with its article, as OpenAI names it. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
