import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FolderChange, WatchedFolder } from '../../model/point.ts';
import { lookInto, type Looking, type Snapshot, type Stamp } from './snapshot.ts';

/** How a folder is watched. */
export interface Watching extends Looking {
  /** Stands before each path that is told; '' by default. */
  readonly prefix?: string;
}

/** Watches a folder by comparing what its files hold. */
export function watchFolder(root: string, watching: Watching = {}): WatchedFolder {
  let last = lookInto(root, watching);
  return {
    changes: () => {
      const before = last;
      last = lookInto(root, watching);
      return { found: changesIn(root, before, last, watching.prefix ?? ''), unseen: last.unseen };
    },
  };
}

/** Files of more bytes are told by hash and size alone; so are those beyond so many in all. */
const mostTextBytes = 16_384;
const mostTextsBytes = 262_144;

function changesIn(
  root: string,
  before: Snapshot,
  now: Snapshot,
  prefix: string,
): readonly FolderChange[] {
  let leftBytes = mostTextsBytes;
  const written = [...now.stamps].flatMap(([path, stamp]) => {
    if (isSame(before.stamps.get(path), stamp)) return [];
    const text = stamp.bytes <= leftBytes ? textIn(root, path, stamp) : null;
    leftBytes -= text === null ? 0 : stamp.bytes;
    return [writeOf(prefix + path, stamp, text)];
  });
  const gone = [...before.stamps.keys()].flatMap((path) =>
    now.stamps.has(path)
      ? []
      : [{ does: 'DELETE', id: prefix + path, input: { path: prefix + path } }],
  );
  return [...written, ...gone];
}

function isSame(one: Stamp | undefined, other: Stamp): boolean {
  return one?.kind === other.kind && one.hash === other.hash && one.isProgram === other.isProgram;
}

function writeOf(path: string, stamp: Stamp, text: string | null): FolderChange {
  const { kind, hash, bytes, isProgram } = stamp;
  const its =
    kind === 'file'
      ? { bytes, sha256: hash, ...(isProgram && { program: true }), ...(text !== null && { text }) }
      : { [kind]: hash };
  return { does: 'WRITE', id: path, input: { path, ...its } };
}

/** Null where it is no text, too long, or has changed since. */
function textIn(root: string, path: string, { kind, bytes }: Stamp): string | null {
  if (kind !== 'file' || bytes > mostTextBytes) return null;
  try {
    const content = readFileSync(join(root, path));
    return content.length === bytes && isUtf8(content) && !content.includes(0)
      ? content.toString()
      : null;
  } catch {
    return null;
  }
}
