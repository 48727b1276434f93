import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onExit } from './cleanup.ts';
import { guard } from './kill-guard.ts';

/** A folder that is removed with its contents however this process ends. */
export interface TempFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Makes an empty folder named `brownout-<use>-…`, in the system's temporary folder by default. */
export function tempFolder(use: string, under: string = tmpdir()): TempFolder {
  const path = mkdtempSync(join(resolve(under), `brownout-${use}-`));
  const release = guard(path);
  // What still runs may write there meanwhile.
  const erase = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const forget = onExit(erase);
  return {
    path,
    remove: () => {
      forget();
      erase();
      release();
    },
  };
}
