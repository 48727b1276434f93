/** The value of a JSON text; undefined if the text is not JSON. */
export function parsedJson(text: string): unknown {
  // Most texts are sentences, and an error with its stack costs more than all else that is done with one.
  if (!beginning.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The beginning of every JSON text. */
const beginning = /^[ \t\r\n]*(?:[{["\d-]|true|false|null)/;

/** The value of a JSON text; the text itself if it is not JSON. */
export function jsonOrText(text: string): unknown {
  const value = parsedJson(text);
  return value === undefined ? text : value;
}

/** A value as a text: a text itself, else JSON; `null` for what JSON has no word for. */
export function textOrJson(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
}
