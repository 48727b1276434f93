/**
 * Makes foreign text printable on one line of at most `most` characters: removes terminal escape
 * codes, control characters, direction marks and half surrogates.
 */
export function printable(text: string, most: number = 1000): string {
  // No line of a report is near this long, and the patterns below should not meet a megabyte.
  const head = text.slice(0, most * 4 + 100);
  const clean = head
    .replace(escapeCodes, '')
    .replace(unprintable, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .toWellFormed();
  return clip(clean, most);
}

/** Cuts text to `most` characters, and ends it with an ellipsis where it was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`.toWellFormed();
}

/** Copies plain data with every string and key made printable. */
export function cleansed<T>(value: T): T {
  return cleanse(value) as T;
}

/** CSI and OSC sequences of ECMA-48, and two-character escapes. */
const escapeCodes =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;

/**
 * Control characters, line and paragraph separators, direction marks, the byte order mark and
 * non-characters.
 */
const unprintable =
  /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+/gu;

function cleanse(value: unknown): unknown {
  if (typeof value === 'string') return printable(value, 4000);
  if (Array.isArray(value)) return value.map(cleanse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [printable(key, 200), cleanse(inner)]),
  );
}
