import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onExit } from '../wire/cleanup.ts';

/** A folder for one run, made when it is first asked for. */
export interface Scratch {
  readonly path: () => string;
  readonly remove: () => void;
}

/** A scratch folder under the system's temporary folder; removed on every exit path. */
export function scratch(): Scratch {
  let folder: string | undefined;
  let forget: (() => void) | undefined;
  const erase = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  };
  return {
    path: () => {
      if (folder === undefined) {
        folder = mkdtempSync(path.join(tmpdir(), 'brownout-'));
        forget = onExit(erase);
      }
      return folder;
    },
    remove: () => {
      forget?.();
      erase();
    },
  };
}
