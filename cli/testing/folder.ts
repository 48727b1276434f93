import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { users } from './built-package.ts';

/** A folder of a user's own, for one test file. */
export interface Folder {
  readonly path: string;
  readonly write: (name: string, text: string) => Promise<void>;
  readonly read: (name: string) => string;
  /** A JSON file in it. */
  readonly json: (name: string) => unknown;
  /** Names in a folder of it; none where there is no such folder. */
  readonly list: (name: string) => readonly string[];
  readonly remove: () => Promise<void>;
}

/** Makes a folder inside the repository, where a scenario can import `brownout`, as it was built. */
export async function folderInside(): Promise<Folder> {
  return await folderIn(users);
}

/** Makes a new folder in another. */
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
