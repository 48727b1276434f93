import { vi } from 'vitest';
import { program } from '../program.ts';
import type { Ended } from './command.ts';
import type { Folder } from './folder.ts';

/**
 * What a command line comes to in a folder, without a process of its own: for mistakes that are
 * found before anything is started.
 */
export async function told(args: readonly string[], user: Folder): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      text[name] += String(chunk);
      return true;
    }),
  );
  const cwd = process.cwd();
  process.chdir(user.path);
  try {
    return { code: await program(args), signal: null, ...text };
  } finally {
    process.chdir(cwd);
    for (const spy of spies) spy.mockRestore();
  }
}
