import { existsSync, readFileSync } from 'node:fs';

/** The non-empty lines of a file; none if the file is missing. */
export function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
