import { printable } from './printable.ts';

/** Quotes text as one word of a POSIX shell, if needed. */
export function shellWord(text: string): string {
  const isPlain = /^[\w./:@%+=,-]+$/.test(text);
  return isPlain ? text : `'${printable(text).replaceAll("'", `'\\''`)}'`;
}
