import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/**
 * Resolves `brownout` and its entries to the source where this copy runs from source. Without it a
 * scenario in the repository would find no package there, or an older build in `dist`: a second copy
 * of Brownout beside the one that judges.
 */
export function ownEntries(): Plugin {
  const entries = isSource() ? sources() : new Map<string, string>();
  return { name: 'brownout', enforce: 'pre', resolveId: (id) => entries.get(id) };
}

const home = new URL('../../../', import.meta.url);

function isSource(): boolean {
  return existsSync(new URL('cli/main.ts', home));
}

/** The source of each entry that `package.json` exports as a built module. */
function sources(): ReadonlyMap<string, string> {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  return new Map(
    Object.entries(exports).flatMap(([entry, target]) => {
      if (typeof target === 'string') return [];
      const source = target.default.replace('./dist/', './').replace(/\.js$/, '.ts');
      return [[entry.replace('.', 'brownout'), fileURLToPath(new URL(source, home))] as const];
    }),
  );
}
