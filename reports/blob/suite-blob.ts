import { z } from 'zod';
import { digest } from '../../harness/model/json/json.ts';
import { explorationSchema, type Searched } from '../../harness/model/trace/exploration.ts';
import { runRecordSchema } from '../../harness/model/trace/run-record.ts';
import type { ScenarioTally } from '../summary/scenario-tally.ts';
import { loadErrorSchema, metaSchema } from '../summary/summary.ts';

const count = z.int().min(0);

const searchedSchema: z.ZodType<Searched> = z.strictObject({
  family: z.string(),
  file: z.string(),
  exploration: explorationSchema,
  runs: z.array(runRecordSchema).readonly(),
  tookMs: z.number(),
  goOn: z.string().nullable(),
  plans: z.record(z.string(), z.string()),
});

const placedSchema = z.strictObject({ place: count, searched: searchedSchema });

/** A search and its place in the whole suite. */
export type PlacedSearch = z.infer<typeof placedSchema>;

// Only the same version of Brownout reads it, and the digest tells that it is whole.
const tallySchema = z.custom<ScenarioTally>((value) => typeof value === 'object' && value !== null);

/** The schema of a part of a suite. */
export const suiteBlobSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('suite'),
  verb: z.enum(['run', 'explore']),
  index: z.int().min(1),
  count: z.int().min(1),
  meta: metaSchema,
  records: z.array(runRecordSchema).readonly(),
  tallies: z.array(tallySchema).readonly(),
  /** Searches, each with its place in the whole suite. */
  searches: z.array(placedSchema).readonly(),
  errors: z.array(loadErrorSchema).readonly(),
  /** The digest of all the rest: a part that was changed is refused. */
  digest: z.string(),
});

/** The results of one part of a suite, before they are summed up: `blob-1-of-3.json`. */
export type SuiteBlob = z.infer<typeof suiteBlobSchema>;

/** A part of a suite or a load, with its digest. */
export function sealed<Blob extends object>(blob: Blob): Blob & { readonly digest: string } {
  return { ...blob, digest: digest(blob) };
}

/** Whether a part is as it was written. */
export function isWhole({ digest: told, ...rest }: { readonly digest: string }): boolean {
  return digest(rest) === told;
}
