import { canonical } from './json.ts';

/**
 * Whether a value holds a part: an object each field of it, a list its items in order, anything else
 * is equal; a regular expression tests the text.
 */
export function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (part instanceof RegExp) return matches(part, asText(whole));
  if (typeof whole !== 'object' || whole === null) return false;
  if (Array.isArray(part) && (!Array.isArray(whole) || whole.length !== part.length)) return false;
  const found = whole as Readonly<Record<string, unknown>>;
  return Object.entries(part).every(([key, value]) => contains(found[key], value));
}

/** Whether a text matches a pattern, which may be global or sticky. */
export function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** A value as text: itself, or JSON with sorted keys. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : canonical(value);
}
