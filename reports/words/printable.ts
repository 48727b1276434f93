/**
 * Foreign text made fit to show, on one line: terminal escape codes, control characters, marks that
 * turn the direction of writing and half surrogates are gone, and it has at most `most` characters.
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

/** Text cut to `most` characters, the last of them an ellipsis where something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`.toWellFormed();
}

/** A copy of plain data in which every string, keys too, is printable. */
export function cleansed<T>(value: T): T {
  return cleanse(value) as T;
}

/** CSI and OSC sequences as in ECMA-48, and the two-character escapes. */
const escapeCodes =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;

/** Control, line and paragraph ends, direction marks, the byte order mark, non-characters. */
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
