import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a TypeScript file of ours, to be started or loaded by name: JavaScript where it is built. */
export function ownFile(url: URL): string {
  const source = fileURLToPath(url);
  return existsSync(source) ? source : source.replace(/\.ts$/, '.js');
}
