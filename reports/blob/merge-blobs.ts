import { HarnessError } from '../../harness/model/error.ts';
import { demandAll } from './demand-all.ts';
import { searchPlace } from '../files/search-files.ts';
import { summarize } from '../summary/summarize.ts';
import type { Summary } from '../summary/summary.ts';
import { counted } from '../words/wording.ts';
import type { PlacedSearch, SuiteBlob } from './suite-blob.ts';

/** A part of a suite, and the file it came from. */
export interface BlobFile {
  readonly file: string;
  readonly blob: SuiteBlob;
}

/**
 * The summary of a suite of all its parts, as one process would have made it. Throws `bad-artifact` where
 * one is missing, is there twice or is of another suite.
 */
export function mergedSuite(files: readonly BlobFile[]): Summary {
  demandAlike(files);
  demandAll(files.map(({ blob }) => blob));
  const blobs = files.map(({ blob }) => blob).toSorted((a, b) => a.index - b.index);
  const metas = blobs.map(({ meta }) => meta);
  const [first] = metas;
  const searches = blobs.flatMap((blob) => blob.searches).toSorted(byPlace);
  return summarize(
    blobs.flatMap(({ records }) => records),
    {
      ...first!,
      command: withoutShard(first!.command),
      startedAt: metas.map(({ startedAt }) => startedAt).toSorted()[0] ?? '',
      tookMs: Math.max(...metas.map(({ tookMs }) => tookMs)),
      partial: metas.some(({ partial }) => partial),
      tallies: blobs.flatMap(({ tallies }) => tallies),
      searches: searches.map(({ searched }) => searched),
      // Each part of a search loads all files.
      errors: unique(blobs.flatMap(({ errors }) => errors)),
    },
  );
}

function unique(errors: SuiteBlob['errors']): SuiteBlob['errors'] {
  return [...new Map(errors.map((one) => [JSON.stringify(one), one])).values()];
}

/** As the files of searches are read by one process: by their names. */
function byPlace(a: PlacedSearch, b: PlacedSearch): number {
  if (a.place !== b.place) return a.place - b.place;
  const [one, two] = [a, b].map(({ searched: { file, exploration } }) => {
    const { scenario: title, variant, seed } = exploration;
    return searchPlace('', { file, title, variant, seed }, '').exploration;
  });
  return one! < two! ? -1 : 1;
}

function demandAlike(files: readonly BlobFile[]): void {
  const [first, ...others] = files;
  const words = ({ blob: { verb, count, meta } }: BlobFile) =>
    `${withoutShard(meta.command)} (${verb}, Brownout ${meta.version}, in ${counted(count, 'part')})`;
  const other = others.find((one) => words(one) !== words(first!));
  if (!other) return;
  throw new HarnessError('bad-artifact', {
    expected: `parts of one suite: ${first!.file} is of ${words(first!)}`,
    got: `${other.file} of ${words(other)}`,
    fix: 'Merge the parts of one command, made by one version of Brownout; empty the folder between suites.',
  });
}

/** A command without the part that it makes. */
export function withoutShard(command: string): string {
  return command.replace(/ --shard[ =]\S+/, '');
}
