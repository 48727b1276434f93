/** Parses an option that lists names: `text,html`. */
export function names(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())].filter((name) => name !== '');
}

/** Parses an option that may be repeated, each time with one thing. */
export function repeated(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
