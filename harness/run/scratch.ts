import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { At } from '../model/scenario.ts';
import { onExit } from '../wire/cleanup.ts';

/** A folder for one run, made when it is first asked for. */
export interface Scratch {
  readonly path: () => string;
  readonly remove: () => void;
}

/** A scratch folder, under the system's temporary one if not another; removed on every exit path. */
export function scratch(under: () => string = tmpdir): Scratch {
  let folder: string | undefined;
  let forget: (() => void) | undefined;
  const erase = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  };
  return {
    path: () => {
      if (folder === undefined) {
        folder = mkdtempSync(path.join(under(), 'brownout-'));
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

/**
 * Where files lie in memory, if the machine has room there and nobody says otherwise. A file that
 * is replaced on disk takes a hundred times as long as a whole call in sim.
 */
export function inMemory(): string {
  if (process.env['TMPDIR'] !== undefined) return tmpdir();
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > enoughBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const memory = '/dev/shm';
const enoughBytes = 2 ** 28;

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
