import { z } from 'zod';
import { digest } from '../../harness/model/json/json.ts';
import { explorationSchema } from '../../harness/model/trace/exploration-schema.ts';
import { runRecordSchema } from '../../harness/model/trace/run-record-schema.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { ScenarioTally } from '../summary/scenario-tally.ts';
import type { Searched } from '../summary/search-summary.ts';
import type { Meta } from '../summary/summary.ts';

/** The results of one part of a suite, before they are summed up: `blob-1-of-3.json`. */
export interface SuiteBlob {
  readonly version: 1;
  readonly kind: 'suite';
  readonly verb: 'run' | 'explore';
  readonly index: number;
  readonly count: number;
  readonly meta: BlobMeta;
  readonly records: readonly RunRecord[];
  readonly tallies: readonly ScenarioTally[];
  /** Searches, each with its place in the whole suite. */
  readonly searches: readonly PlacedSearch[];
  readonly errors: NonNullable<Meta['errors']>;
  /** The digest of all the rest: a part that was changed is refused. */
  readonly digest: string;
}

/** What a summary needs beside the results. */
export type BlobMeta = Omit<Meta, 'matrix' | 'tallies' | 'searches' | 'errors'>;

/** A search and its place in the whole suite. */
export interface PlacedSearch {
  readonly place: number;
  readonly searched: Searched;
}

const count = z.int().min(0);

const metaSchema: z.ZodType<BlobMeta> = z.strictObject({
  command: z.string(),
  startedAt: z.string(),
  tookMs: z.number(),
  partial: z.boolean(),
  runsEach: z.exactOptional(count),
  version: z.string(),
});

const searchedSchema: z.ZodType<Searched> = z.strictObject({
  family: z.string(),
  file: z.string(),
  exploration: explorationSchema,
  runs: z.array(runRecordSchema).readonly(),
  tookMs: z.number(),
  goOn: z.string().nullable(),
  plans: z.record(z.string(), z.string()),
});

// Only the same version of Brownout reads it, and the digest tells that it is whole.
const tallySchema = z.custom<ScenarioTally>((value) => typeof value === 'object' && value !== null);

/** The schema of a part of a suite. */
export const suiteBlobSchema: z.ZodType<SuiteBlob> = z.strictObject({
  version: z.literal(1),
  kind: z.literal('suite'),
  verb: z.enum(['run', 'explore']),
  index: z.int().min(1),
  count: z.int().min(1),
  meta: metaSchema,
  records: z.array(runRecordSchema).readonly(),
  tallies: z.array(tallySchema).readonly(),
  searches: z.array(z.strictObject({ place: count, searched: searchedSchema })).readonly(),
  errors: z.array(z.strictObject({ file: z.string(), message: z.string() })).readonly(),
  digest: z.string(),
});

/** A part of a suite or a load, with its digest. */
export function sealed<Blob extends object>(blob: Blob): Blob & { readonly digest: string } {
  return { ...blob, digest: digest(blob) };
}

/** Whether a part is as it was written. */
export function isWhole({ digest: told, ...rest }: { readonly digest: string }): boolean {
  return digest(rest) === told;
}
