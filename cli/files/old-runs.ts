import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The most run records of earlier commands that are kept in a folder. */
const mostOld = 500;

/**
 * The tolerance of file times (ms), since file systems may round to seconds or use their own clock.
 */
const slackMs = 2_000;

/**
 * Removes run records written before `sinceMs` (ms since 1970), except the newest 500; returns how
 * many.
 */
export async function removeOldRuns(
  out: string,
  sinceMs: number,
  most: number = mostOld,
): Promise<number> {
  const folder = path.join(out, 'runs');
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => agedFile(path.join(folder, name))),
  );
  const old = files
    .filter(({ writtenMs }) => writtenMs < sinceMs - slackMs)
    .toSorted((a, b) => b.writtenMs - a.writtenMs || (a.file < b.file ? -1 : 1))
    .slice(most);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
  return old.length;
}

/** A file with its age; a file that another command has removed counts as new. */
async function agedFile(
  file: string,
): Promise<{ readonly file: string; readonly writtenMs: number }> {
  const writtenMs = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Infinity,
  );
  return { file, writtenMs };
}
