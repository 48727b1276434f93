import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { builtMain } from './built-package.ts';
import { plainEnv } from './plain-env.ts';

/** The output of a command, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Executes a command line in a folder by the built package, in this process; one at a time, since a
 * process has one working folder.
 */
export async function runInProcess(
  args: readonly string[],
  { path: folder }: { readonly path: string },
): Promise<Ended> {
  const before = last;
  const { promise, resolve } = Promise.withResolvers<void>();
  last = promise;
  await before;
  const text = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      text[name] += String(chunk);
      return true;
    }),
  );
  const [cwd, { env, argv }] = [process.cwd(), process];
  process.chdir(folder);
  process.env = plainEnv();
  process.argv = [process.execPath, builtMain, ...args];
  try {
    return { code: await program(args), signal: null, ...text };
  } finally {
    process.chdir(cwd);
    process.env = env;
    process.argv = argv;
    for (const spy of spies) spy.mockRestore();
    resolve();
  }
}

let last: Promise<void> = Promise.resolve();

/** Executes the command, without the file that starts its process. */
async function program(args: readonly string[]): Promise<number> {
  const file = path.join(path.dirname(builtMain), 'program.js');
  const built = (await import(pathToFileURL(file).href)) as { readonly program: typeof program };
  return await built.program(args);
}
