import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import type { BlobFile } from '../../reports/blob/merge-blobs.ts';
import { isWhole, sealed, suiteBlobSchema, type SuiteBlob } from '../../reports/blob/suite-blob.ts';
import { parsedArtifact, readJson } from '../../reports/files/read.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { artifactFiles } from './artifact-files.ts';

/** The largest part that is read (bytes). */
const mostBytes = 500 << 20;

/** Writes a part of a suite into a folder, and returns the path. */
export async function writeBlob(out: string, blob: Omit<SuiteBlob, 'digest'>): Promise<string> {
  const file = path.join(out, `blob-${blob.index}-of-${blob.count}.json`);
  // As it will be read: what JSON has no word for is in no digest.
  const plain = JSON.parse(JSON.stringify(blob)) as typeof blob;
  await writeAtomically(file, `${JSON.stringify(sealed(plain))}\n`);
  return file;
}

/**
 * Reads the parts of patterns (files, folders or globs). Throws `bad-artifact` for a pattern without parts, and
 * for one that was cut short, changed, or is of another version.
 */
export async function blobFiles(
  patterns: readonly string[],
  root: string,
): Promise<readonly BlobFile[]> {
  const files = await artifactFiles(patterns, root, {
    what: 'parts of a suite (blob-1-of-3.json)',
    inFolder: '**/blob-*.json',
    fix: 'Name the folder where --shard left them.',
  });
  const what = 'a part of a suite';
  const read: BlobFile[] = [];
  for (const file of files) {
    const value = await readJson(path.resolve(root, file), what, mostBytes);
    const blob = parsedArtifact(value, suiteBlobSchema, { file, what });
    if (!isWhole(blob)) {
      throw new HarnessError('bad-artifact', {
        expected: `${what} in ${file} as it was written`,
        got: 'one that was changed since',
        fix: 'Copy it anew, or run its part again.',
      });
    }
    read.push({ file, blob });
  }
  return read;
}
