import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from './cleanup.ts';

/** A home folder for one agent, removed on every exit path. */
export interface OwnHome {
  readonly path: string;
  readonly remove: () => void;
}

/** Makes an empty home folder. */
export function ownHome(): OwnHome {
  const path = mkdtempSync(join(tmpdir(), 'brownout-home-'));
  // What still runs may write there meanwhile.
  const erase = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const forget = onExit(erase);
  return {
    path,
    remove: () => {
      forget();
      erase();
    },
  };
}
