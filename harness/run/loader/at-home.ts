import { tempFolder } from '../../wire/process/temp-folder.ts';

/**
 * Does work that needs a folder to keep data in (`XDG_DATA_HOME`); where the user has no home that
 * can be written to, as in many containers, once more with one that is gone when it is done.
 */
export async function atHome<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Vitest keeps a token for a page of its own there, which nobody opens here.
    if (!(error instanceof Error && error.message.includes('API token'))) throw error;
  }
  const before = process.env['XDG_DATA_HOME'];
  const home = tempFolder('data');
  process.env['XDG_DATA_HOME'] = home.path;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['XDG_DATA_HOME'];
    else process.env['XDG_DATA_HOME'] = before;
    home.remove();
  }
}
