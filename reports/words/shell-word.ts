import { printable } from './printable.ts';

/** Text as one word of a POSIX shell, quoted where it must be. */
export function shellWord(text: string): string {
  const isPlain = /^[\w./:@%+=,-]+$/.test(text);
  return isPlain ? text : `'${printable(text).replaceAll("'", `'\\''`)}'`;
}
