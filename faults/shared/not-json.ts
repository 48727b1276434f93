import { isObject } from '../../harness/model/json/walk.ts';
import { parsedJson } from '../../harness/model/json/parsed-json.ts';

/** A way to make JSON text invalid while it still looks like JSON. */
export type Garbling = 'bare-words' | 'trailing-comma' | 'unquoted';

/**
 * The JSON text garbled so that `JSON.parse` throws on it; undefined if it was not JSON.
 * `bare-words`: Python's `True`, `False`, `None` and `NaN` in place of values other than text.
 * `unquoted`: keys without quotes. A text without such a value or key gets a trailing comma.
 */
export function notJson(text: string, how: Garbling): string | undefined {
  const value = parsedJson(text);
  if (value === undefined) return undefined;
  const garbled = how === 'trailing-comma' ? text : printed(value, how);
  return parsedJson(garbled) === undefined ? garbled : withComma(garbled);
}

function printed(value: unknown, how: Garbling): string {
  if (Array.isArray(value)) return `[${value.map((item) => printed(item, how)).join(',')}]`;
  if (isObject(value)) {
    const key = (name: string) => (how === 'unquoted' ? name : JSON.stringify(name));
    const fields = Object.entries(value).map(
      ([name, inner]) => `${key(name)}:${printed(inner, how)}`,
    );
    return `{${fields.join(',')}}`;
  }
  if (how === 'unquoted' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return 'NaN';
  return value === null ? 'None' : value === true ? 'True' : 'False';
}

function withComma(text: string): string {
  const end = text.trimEnd();
  return /[\]}]$/.test(end) ? `${end.slice(0, -1)},${end.slice(-1)}` : `${end},`;
}
