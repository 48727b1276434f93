import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { At } from '../model/scenario.ts';
import { tempFolder, type TempFolder } from '../wire/process/temp-folder.ts';

/** A folder for one run, made when it is first asked for. */
export interface Scratch {
  readonly path: () => string;
  readonly remove: () => void;
}

/** A scratch folder, under the system's temporary one if not another; removed on every exit path. */
export function scratch(under: () => string = tmpdir): Scratch {
  let folder: TempFolder | undefined;
  return {
    path: () => (folder ??= tempFolder('run', under())).path,
    remove: () => {
      folder?.remove();
      folder = undefined;
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
