import { sorted } from '../sorted.ts';

/**
 * JSON as every artifact writes it: keys sorted, so equal values are equal bytes. What JSON has no
 * word for is left out of objects and null elsewhere, as `JSON.stringify` does.
 */
export function canonical(value: unknown): string {
  return written(value) ?? 'null';
}

/** A short stable name for any JSON value: 53 bits of its canonical text, in base 36. */
export function digest(value: unknown): string {
  return inBase36(hash(typeof value === 'string' ? value : canonical(value)));
}

/** What `toString(36)` writes of a whole number, which takes longer than the hash itself. */
function inBase36(number: number): string {
  let text = '';
  let left = number;
  while (left >= 1296) {
    const rest = Math.floor(left / 1296);
    text = (pairs[left - rest * 1296] as string) + text;
    left = rest;
  }
  return left.toString(36) + text;
}

/** `00` to `zz`. */
const pairs: readonly string[] = Array.from({ length: 1296 }, (_, n) =>
  n.toString(36).padStart(2, '0'),
);

/** A 53-bit hash of text. Source: cyrb53 by bryc, public domain; not cryptographic. */
export function hash(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** By hand: a sorting replacer makes `JSON.stringify` several times slower, and sites need this. */
function written(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return writtenList(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON());
  let text = '';
  for (const key of sorted(Object.keys(value))) {
    const field = written((value as Readonly<Record<string, unknown>>)[key]);
    if (field !== undefined) text += `${text && ','}${writtenKey(key)}${field}`;
  }
  return `{${text}}`;
}

function writtenList(list: readonly unknown[]): string {
  let text = '';
  for (let i = 0; i < list.length; i += 1)
    text += `${i > 0 ? ',' : ''}${written(list[i]) ?? 'null'}`;
  return `[${text}]`;
}

/** Most keys come again and again. */
function writtenKey(key: string): string {
  let text = writtenKeys.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (writtenKeys.size < mostKeys) writtenKeys.set(key, text);
  }
  return text;
}

const writtenKeys = new Map<string, string>();
const mostKeys = 1000;
