import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { users } from './built-package.ts';

/** A user's folder for one test file. */
export interface Folder {
  readonly path: string;
  readonly write: (name: string, text: string) => Promise<void>;
  readonly read: (name: string) => string;
  /** Reads a JSON file of the folder. */
  readonly json: (name: string) => unknown;
  /** Lists the names in a subfolder; empty if there is none. */
  readonly list: (name: string) => readonly string[];
  readonly remove: () => Promise<void>;
}

/** Makes a folder whose scenarios can import the built `brownout`. */
export async function folderInside(): Promise<Folder> {
  return await folderIn(users);
}

/** Makes a new folder in `parent`. */
export async function folderIn(parent: string): Promise<Folder> {
  const root = await mkdtemp(path.join(parent, 'test-'));
  const at = (name: string) => path.join(root, name);
  const read = (name: string) => readFileSync(at(name), 'utf8');
  return {
    path: root,
    write: async (name, text) => {
      await mkdir(path.dirname(at(name)), { recursive: true });
      await writeFile(at(name), text);
    },
    read,
    json: (name) => JSON.parse(read(name)) as unknown,
    list: (name) => (existsSync(at(name)) ? readdirSync(at(name)) : []),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}
