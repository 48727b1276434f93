import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../../harness/model/options/nearest.ts';
import { HarnessError } from '../../harness/model/error.ts';

const ending = '*.scenario.{ts,mts,js,mjs}';

/**
 * Finds the scenario files of patterns (files, folders or globs), or all below `root`. Absolute and
 * sorted. Throws `no-scenario` for a pattern without files.
 */
export async function scenarioFiles(
  patterns: readonly string[],
  root: string,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const pattern of patterns.length > 0 ? patterns : ['.']) {
    const found = await matching(pattern, root);
    if (found.length === 0) throw await nothingFor(pattern, root);
    for (const file of found) files.add(file);
  }
  return [...files].toSorted();
}

async function matching(pattern: string, root: string): Promise<readonly string[]> {
  const at = path.resolve(root, pattern);
  const kind = await stat(at).catch(() => null);
  if (kind?.isFile()) return [at];
  const isFolder = kind?.isDirectory() ?? false;
  const found: string[] = [];
  try {
    const options = { cwd: isFolder ? at : root, exclude: skipped };
    for await (const file of glob(isFolder ? `**/${ending}` : pattern, options)) {
      if (/\.scenario\.m?[jt]s$/.test(file)) found.push(path.resolve(options.cwd, file));
    }
  } catch (error) {
    throw new HarnessError(
      'unreadable',
      {
        expected: `to look for scenario files in ${JSON.stringify(pattern)}`,
        got: error instanceof Error ? error.message : String(error),
        fix: 'Check the pattern, and that its folders may be read.',
      },
      { cause: error },
    );
  }
  return found;
}

function skipped(file: string): boolean {
  return /(^|[/\\])(node_modules|dist|\.git|\.brownout)$/.test(file);
}

async function nothingFor(pattern: string, root: string): Promise<HarnessError> {
  const at = path.resolve(root, pattern);
  const isThere = /[*?[{]/.test(pattern) || (await stat(at).catch(() => null)) !== null;
  const files = await matching('.', root).catch(() => []);
  const near = nearTo(
    pattern,
    files.map((file) => path.relative(root, file)),
  );
  return new HarnessError('no-scenario', {
    expected: `scenario files (${ending}) in ${at}`,
    got: isThere ? 'none' : 'no such file or folder',
    fix: `${near}Name a file, a folder or a quoted glob; \`brownout init\` makes a first scenario.`,
  });
}

/** A hint at files with similar names, endings aside. */
function nearTo(pattern: string, files: readonly string[]): string {
  const name = nameOf(pattern);
  const near = nearest(name, new Set(files.map(nameOf)), Math.floor(name.length / 3));
  const its = near.flatMap((one) => files.filter((file) => nameOf(file) === one)).slice(0, 3);
  return its.length === 0 ? '' : `Did you mean ${its.join(' or ')}? `;
}

function nameOf(file: string): string {
  return path.basename(file).replace(/\..*$/, '');
}
