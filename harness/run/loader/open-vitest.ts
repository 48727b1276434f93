import { fileURLToPath } from 'node:url';
import { createVitest, type CliOptions, type Vitest } from 'vitest-runner/node';
import { atHome } from './at-home.ts';
import { canCache } from './module-cache.ts';
import { userVite } from './user-vite.ts';

/** Opens vitest on a folder of the user's: all that loads scenario files does it in this way. */
export async function openVitest(options: CliOptions & { readonly root: string }): Promise<Vitest> {
  const { root } = options;
  const overrides = await userVite(root);
  const server = { deps: { external: ours } };
  const shared: CliOptions = { config: false, cache: false, fsModuleCache: canCache(root), server };
  return await quietly(() => atHome(() => createVitest({ ...shared, ...options }, overrides)));
}

/** Takes back the handlers that vitest installs: they end the process before any report. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const events = ['SIGINT', 'SIGTERM', 'unhandledRejection'] as NodeJS.Signals[];
  const before = events.map((event) => process.listeners(event));
  const result = await work();
  for (const [index, event] of events.entries()) {
    for (const listener of process.listeners(event)) {
      if (!before[index]?.includes(listener)) process.off(event, listener);
    }
  }
  return result;
}

const folder = fileURLToPath(new URL('../../../', import.meta.url));
const home = folder.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Brownout's own modules: Node loads them, once a process, also where they stand in no `node_modules`. */
const ours = [new RegExp(`^${home}((index|verify)\\.[jt]s$|(cli|faults|harness|reports)/)`)];
