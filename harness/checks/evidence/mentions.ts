/**
 * Whether a JSON value contains `text`: as a number, a key, or a whole word in a string (`BK-1` is
 * not in `BK-12`). Never for the empty text.
 */
export function mentions(value: unknown, text: string): boolean {
  if (text === '') return false;
  if (typeof value === 'string') return hasWord(value, text);
  if (typeof value !== 'object' || value === null) return String(value) === text;
  if (Array.isArray(value)) return value.some((item) => mentions(item, text));
  return Object.entries(value).some(([key, item]) => hasWord(key, text) || mentions(item, text));
}

/** A JSON value with all its text in lower case. */
export function lower(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).toLowerCase()) as unknown;
}

/** All text of a JSON value: its keys, strings and numbers. */
export function textsOf(value: unknown): readonly string[] {
  const texts: string[] = [];
  collect(value, texts);
  return texts;
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value);
  else if (typeof value !== 'object' || value === null) texts.push(String(value));
  else if (Array.isArray(value)) for (const item of value) collect(item, texts);
  else {
    for (const [key, item] of Object.entries(value)) {
      texts.push(key);
      collect(item, texts);
    }
  }
}

function hasWord(said: string, text: string): boolean {
  for (let at = said.indexOf(text); at !== -1; at = said.indexOf(text, at + 1)) {
    const before = said.slice(Math.max(0, at - 2), at);
    const after = said.slice(at + text.length, at + text.length + 2);
    if (!/(\w|\w-)$/.test(before) && !/^(\w|-\w)/.test(after)) return true;
  }
  return false;
}
