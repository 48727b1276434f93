import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { makeFolder } from './make-folder.ts';
import type { Reporter } from '../reporter.ts';
import type { Summary } from '../summary/summary.ts';

/**
 * Writes the file of each reporter into `dir`, which is made if it is missing; returns the paths.
 */
export async function writeReports(
  summary: Summary,
  dir: string,
  reporters: readonly Reporter[],
  runs: readonly RunRecord[],
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const reporter of reporters) {
    const file = join(dir, reporter.file);
    await writeAtomically(file, reporter.render(summary, runs));
    files.push(file);
  }
  return files;
}

let written = 0;

/**
 * Writes a file atomically: the text goes into a temporary file that is then renamed. Readers see
 * the old text or the new. Throws `unreadable` with the path.
 */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.${(written += 1)}.tmp`);
  try {
    await makeFolder(dirname(file));
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new HarnessError(
      'unreadable',
      {
        expected: `to write ${file}`,
        got: error instanceof Error ? error.message : String(error),
        fix: 'Check that the folder can be written to and that the disk is not full.',
      },
      { cause: error },
    );
  }
}
