import { runInThisContext } from 'node:vm';
import type { Vitest } from 'vitest-runner/node';

/**
 * A module of the user's, loaded into this process as `brownout run` loads it into its workers. It
 * shares this process's own copy of Brownout, which knows what its points are answering just now.
 */
export async function userModule(file: string): Promise<object> {
  const root = process.cwd();
  const loader = loaders.get(root) ?? open(root);
  loaders.set(root, loader);
  return await (await loader).import(file);
}

/** By folder. Not closed: an agent may import more of its modules while it runs. They keep no process alive. */
const loaders = new Map<string, Promise<Vitest>>();

async function open(root: string): Promise<Vitest> {
  // It takes longer to load than most commands take.
  const { openVitest } = await import('./open-vitest.ts');
  const vitest = await openVitest({ root, watch: false, include: [] });
  // What the user's configuration defines is for its workers to set; here there are none.
  const { serializedDefines, defines } = vitest.getRootProject().serializedConfig;
  Object.assign(globalThis, defines);
  runInThisContext(`(() => {\n${serializedDefines}\n})()`);
  return vitest;
}
