import { existsSync, readFileSync } from 'node:fs';

/** The lines of a file that are not empty; none where there is no file. */
export function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
