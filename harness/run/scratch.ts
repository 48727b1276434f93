import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { At } from '../model/scenario.ts';
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

/** What a system is told, and a folder that is made when it asks for one. */
export function withScratch(told: Omit<At, 'scratch'>, folder: Scratch): At {
  return { __proto__: asked, ...told, [made]: folder } as unknown as At;
}

const made: unique symbol = Symbol('scratch');

/** Shared: V8 keeps a getter made for one object, and all it sees, until it next marks the heap. */
const asked = {
  get scratch(): string {
    return (this as unknown as { readonly [made]: Scratch })[made].path();
  },
};
