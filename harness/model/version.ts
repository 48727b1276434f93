import { existsSync, readFileSync } from 'node:fs';

/** The version of Brownout that is running, from its package.json. */
export function version(): string {
  // Two folders up from the source, three from `dist/harness/model`.
  const file = ['../../package.json', '../../../package.json']
    .map((relative) => new URL(relative, import.meta.url))
    .find((url) => existsSync(url));
  if (!file) return 'unknown';
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
