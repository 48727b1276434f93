import { isObject } from '../../harness/model/json/walk.ts';
import { parsedJson } from '../../harness/model/json/parsed-json.ts';

/**
 * The text of a JSON object or list, cut within its last value of at least two characters or
 * digits, of which this share is left: `{"id":"m1` of `{"id":"m101"}`, which a parser that closes
 * open brackets reads as `m1`. Null for a text that is no object or list, or has no such value. The
 * result is never JSON.
 */
export function cutInLastValue(text: string, share: number): string | null {
  if (!isJsonTree(text)) return null;
  for (const { start, units } of valuesIn(text).toReversed()) {
    if (units.length < 2) continue;
    const left = Math.min(units.length - 1, Math.max(1, Math.floor(units.length * share)));
    return text.slice(0, start) + units.slice(0, left).join('');
  }
  return null;
}

/** Whether a text is a JSON object or list; cut anywhere, it is no JSON. */
export function isJsonTree(text: string): boolean {
  const value = parsedJson(text);
  return Array.isArray(value) || isObject(value);
}

/** A string or a number: where its first character stands, and the pieces it may be cut between. */
interface Value {
  readonly start: number;
  readonly units: readonly string[];
}

const token = /"(?<string>(?:\\.|[^"\\])*)"(?!\s*:)|"(?:\\.|[^"\\])*"|(?<number>-?\d[\d.eE+-]*)/g;

/** An escape and a character of two halves are one piece each; so is a digit with what leads to it. */
const pieces = { string: /\\u[\da-fA-F]{4}|\\.|[^]/gu, number: /[.eE+-]*\d/g } as const;

function valuesIn(text: string): readonly Value[] {
  return [...text.matchAll(token)].flatMap(({ index, groups = {} }) => {
    const { string, number } = groups;
    if (number !== undefined) return [{ start: index, units: number.match(pieces.number) ?? [] }];
    return string === undefined
      ? []
      : [{ start: index + 1, units: string.match(pieces.string) ?? [] }];
  });
}
