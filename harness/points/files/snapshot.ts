import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';

/** A file as it was found. */
export interface Stamp {
  /** `link`: a symbolic link; `special`: a socket, a pipe or a device. */
  readonly kind: 'file' | 'link' | 'special';
  /** SHA-256 of its content; the target of a link. */
  readonly hash: string;
  readonly bytes: number;
  readonly isProgram: boolean;
}

/** The files of a folder by path, and why these may not be all; null if they are. */
export interface Snapshot {
  readonly stamps: ReadonlyMap<string, Stamp>;
  readonly unseen: string | null;
}

/** What is looked at. */
export interface Looking {
  readonly ignore?: readonly string[];
  /** Whether it is a git repository, of which only settings and hooks are looked at. */
  readonly hasGit?: boolean;
  /** Stands before each path, also in `ignore`. */
  readonly prefix?: string;
  readonly mostFiles?: number;
  readonly mostBytes?: number;
}

/** Looks at all files of a folder; links are not followed, and folders count by their files. */
export function lookInto(root: string, looking: Looking = {}): Snapshot {
  const { mostFiles = 20_000, mostBytes = 2 ** 30, prefix = '' } = looking;
  const stamps = new Map<string, Stamp>();
  let unseen: string | null = null;
  let bytes = 0;
  const miss = (why: string) => {
    unseen ??= why;
  };
  const take = (path: string) => {
    const full = join(root, path);
    const stats = lstatSync(full);
    if (stats.isDirectory()) return walk(path);
    if (stats.isSymbolicLink() && leadsOut(root, full)) {
      miss(`${prefix}${path} is a link that leads out of the folder, where changes are not seen`);
    }
    bytes += stats.isFile() ? stats.size : 0;
    if (stamps.size >= mostFiles)
      return miss(`there are more than ${mostFiles} files (\`ignore\` leaves some out)`);
    if (bytes > mostBytes)
      return miss(`its files have more than ${mostBytes} bytes (\`ignore\` leaves some out)`);
    stamps.set(path, stampOf(full, stats));
  };
  const walk = (folder: string) => {
    for (const name of readdirSync(join(root, folder)).toSorted()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isIgnored(path, looking)) continue;
      attempt(
        () => take(path),
        (code) => miss(`${prefix}${path} cannot be read (${code})`),
      );
    }
  };
  if (lstatSync(root, { throwIfNoEntry: false })?.isDirectory() === true) walk('');
  else miss('the folder itself was removed or replaced');
  return { stamps, unseen };
}

/** What is gone since its name was read is no trouble. */
function attempt(look: () => void, failed: (code: string) => void): void {
  try {
    look();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') failed(code);
  }
}

function stampOf(path: string, stats: Stats): Stamp {
  const isProgram = stats.isFile() && (stats.mode & 0o111) !== 0;
  if (stats.isFile()) return { kind: 'file', hash: hashOf(path), bytes: stats.size, isProgram };
  if (stats.isSymbolicLink()) {
    return { kind: 'link', hash: readlinkSync(path), bytes: 0, isProgram };
  }
  return { kind: 'special', hash: String(stats.mode & constants.S_IFMT), bytes: 0, isProgram };
}

const chunkBytes = 1_048_576;

function hashOf(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(chunkBytes);
    for (let size = 1; size > 0;) {
      size = readSync(file, chunk);
      hash.update(chunk.subarray(0, size));
    }
    return hash.digest('hex');
  } finally {
    closeSync(file);
  }
}

function leadsOut(root: string, link: string): boolean {
  const home = realpathSync.native(root);
  const target = readlinkSync(link);
  // Not joined: `..` after another link is not what it reads.
  const path = isAbsolute(target) ? target : `${dirname(link)}/${target}`;
  const real = realOf(path) ?? realOf(dirname(path)) ?? resolve(path);
  return !isInside(real, home) && !isInside(real, root);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/** Null where there is nothing. */
function realOf(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

/** Of `.git` what it does by itself: the rest is told by its commits. */
const gitParts = ['config', 'hooks', 'info'];

function isIgnored(path: string, { ignore = [], hasGit = false, prefix = '' }: Looking): boolean {
  const [first, second = 'config'] = path.split('/');
  if (hasGit && first === '.git' && !gitParts.includes(second)) return true;
  const told = prefix + path;
  return ignore.some((entry) => {
    const name = entry.replace(/\/$/, '');
    return told === name || (!name.includes('/') && path.split('/').at(-1) === name);
  });
}
