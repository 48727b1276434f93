import path from 'node:path';
import type { z } from 'zod';
import { loadBlobSchema, type LoadBlob } from '../../harness/load/parts/load-blob.ts';
import type { PartOfLoad } from '../../harness/load/parts/merged-load.ts';
import { HarnessError } from '../../harness/model/error.ts';
import type { BlobFile } from '../../reports/blob/merge-blobs.ts';
import { isWhole, sealed, suiteBlobSchema, type SuiteBlob } from '../../reports/blob/suite-blob.ts';
import { parsedArtifact } from '../../harness/model/json/artifact.ts';
import { readJson } from '../../reports/files/read.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { artifactFiles } from './artifact-files.ts';

/** The largest part that is read (bytes). */
const mostBytes = 500 << 20;

/** Writes a part into a folder, and returns the path. */
export async function writeBlob(
  out: string,
  blob: Omit<SuiteBlob, 'digest'> | Omit<LoadBlob, 'digest'>,
): Promise<string> {
  const file = path.join(out, `blob-${blob.index}-of-${blob.count}.json`);
  // As it will be read: what JSON has no word for is in no digest.
  const plain = JSON.parse(JSON.stringify(blob)) as typeof blob;
  await writeAtomically(file, `${JSON.stringify(sealed(plain))}\n`);
  return file;
}

/** The parts of one suite, or of one load. */
export type PartFiles =
  | { readonly kind: 'suite'; readonly parts: readonly BlobFile[] }
  | { readonly kind: 'load'; readonly parts: readonly PartOfLoad[] };

/**
 * Reads the parts of patterns (files, folders or globs). Throws `bad-artifact` for a pattern without parts, for
 * one that was cut short, changed, or is of another version, for one that is missing, and for parts of both kinds.
 */
export async function blobFiles(patterns: readonly string[], root: string): Promise<PartFiles> {
  const files = await artifactFiles(patterns, root, {
    what: 'parts of a suite or a load (blob-1-of-3.json)',
    inFolder: '**/blob-*.json',
    fix: 'Name the folder where --shard left them.',
  });
  const suites: BlobFile[] = [];
  const loads: PartOfLoad[] = [];
  for (const file of files) {
    const value = await readJson(path.resolve(root, file), 'a part', mostBytes);
    if ((value as { readonly kind?: unknown } | null)?.kind === 'load')
      loads.push({
        from: file,
        blob: whole(value, loadBlobSchema, { file, what: 'a part of a load' }),
      });
    else
      suites.push({
        file,
        blob: whole(value, suiteBlobSchema, { file, what: 'a part of a suite' }),
      });
  }
  const [suite, load] = [suites[0], loads[0]];
  if (suite && load) {
    throw new HarnessError('bad-artifact', {
      expected: `parts of one suite, or of one load: ${suite.file} is of a suite`,
      got: `${load.from} of a load`,
      fix: 'Name the parts of one of them.',
    });
  }
  return load ? { kind: 'load', parts: loads } : { kind: 'suite', parts: suites };
}

function whole<Blob extends { readonly digest: string }>(
  value: unknown,
  schema: z.ZodType<Blob>,
  { file, what }: { readonly file: string; readonly what: string },
): Blob {
  const blob = parsedArtifact(value, schema, { file, what });
  if (isWhole(blob)) return blob;
  throw new HarnessError('bad-artifact', {
    expected: `${what} in ${file} as it was written`,
    got: 'one that was changed since',
    fix: 'Copy it anew, or run its part again.',
  });
}
