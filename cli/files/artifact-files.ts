import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';

/** The kind of artifact to find. */
interface Wanted {
  /** The kind in words: `replay files (*.repro.json)`. */
  readonly what: string;
  /** The glob of such files in a folder. */
  readonly inFolder: string;
  readonly fix: string;
}

/**
 * Finds the JSON files of patterns (files, folders or globs), sorted, relative to `root`. Throws
 * `bad-artifact` for a pattern without files.
 */
export async function artifactFiles(
  patterns: readonly string[],
  root: string,
  { what, inFolder, fix }: Wanted,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = await matching(pattern, root, inFolder);
    for (const file of found) files.add(file);
    if (found.length > 0) continue;
    const expected = `${what} in ${path.resolve(root, pattern)}`;
    throw new HarnessError('bad-artifact', { expected, got: 'none', fix });
  }
  return [...files].toSorted();
}

async function matching(
  pattern: string,
  root: string,
  inFolder: string,
): Promise<readonly string[]> {
  const at = path.resolve(root, pattern);
  const kind = await stat(at).catch(() => null);
  if (kind?.isFile()) return [path.relative(root, at)];
  const isFolder = kind?.isDirectory() ?? false;
  const cwd = isFolder ? at : root;
  const found: string[] = [];
  for await (const file of glob(isFolder ? inFolder : pattern, { cwd, exclude })) {
    if (file.endsWith('.json')) found.push(path.relative(root, path.resolve(cwd, file)));
  }
  return found;
}

function exclude(file: string): boolean {
  return /(^|[/\\])(node_modules|\.git)$/.test(file);
}
