import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether vitest can keep transformed files from one run to the next, in `node_modules/.vitest-cache`
 * of the package that `root` is in. Where another user has kept some there, it could not even take
 * them away when they are too old.
 */
export function canCache(
  root: string,
  isWritable: (folder: string) => boolean = mayWrite,
): boolean {
  for (let at = root; ; at = path.dirname(at)) {
    const modules = path.join(at, 'node_modules');
    const kept = path.join(modules, '.vitest-cache');
    if (existsSync(modules)) return isWritable(modules) && (!existsSync(kept) || isWritable(kept));
    if (path.dirname(at) === at) return true;
  }
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
