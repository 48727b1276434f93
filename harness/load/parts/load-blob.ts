import { z } from 'zod';
import type { LoadCheckFailure } from '../../model/load/load-checks.ts';
import { version } from '../../model/version.ts';
import type { LoadEnded } from '../report.ts';
import type { LoadPart } from '../schedule.ts';
import type { LoadSpec } from '../spec.ts';
import { plainCounts, type PlainCounts } from './plain-counts.ts';

/** What one part of a load came to, before it is judged: `blob-1-of-3.json`. */
export interface LoadBlob extends LoadPart {
  readonly version: 1;
  readonly kind: 'load';
  /** The command that made it, and when that began (ms since 1970). */
  readonly by: LoadCommand;
  readonly made: LoadMade;
  readonly ended: PartEnded;
  /** The digest of all the rest: a part that was changed is refused. */
  readonly digest: string;
}

/** A command line, and when it began (ms since 1970). */
export interface LoadCommand {
  readonly command: string;
  readonly startedAtMs: number;
}

/** What all parts of a load have in common. */
export interface LoadMade extends Pick<LoadEnded, 'header' | 'file'> {
  /** Of Brownout. */
  readonly version: string;
  /** Without a limit null, for which JSON has a word. */
  readonly spec: Omit<LoadSpec, 'limit'> & { readonly limit: number | null };
  readonly checks: readonly Pick<LoadEnded['checks'][number], 'name' | 'over'>[];
}

/** What is a part's own. */
export interface PartEnded extends Omit<
  LoadEnded,
  'header' | 'file' | 'spec' | 'counts' | 'recovery' | 'checks' | 'evidence'
> {
  readonly counts: PlainCounts;
  readonly evidence: readonly PlainEvidence[];
}

/** What the verdicts of a check rest on. */
export interface PlainEvidence {
  readonly check: string;
  readonly worst: LoadCheckFailure | null;
  readonly doubt: string | null;
  readonly idle: string | null;
}

// Only the same version of Brownout reads them, and the digest tells that they are whole.
const objectSchema = z.custom<object>((value) => typeof value === 'object' && value !== null);

/** The schema of a part of a load. */
export const loadBlobSchema: z.ZodType<LoadBlob> = z.strictObject({
  version: z.literal(1),
  kind: z.literal('load'),
  index: z.int().min(1),
  count: z.int().min(1),
  by: z.strictObject({ command: z.string(), startedAtMs: z.number() }),
  made: objectSchema as z.ZodType<LoadMade>,
  ended: objectSchema as z.ZodType<PartEnded>,
  digest: z.string(),
});

/** The part of a load as it is written down. */
export function loadBlob(
  whole: LoadEnded,
  { part, by }: { readonly part: LoadPart; readonly by: LoadCommand },
): Omit<LoadBlob, 'digest'> {
  const { header, file, spec, counts, recovery: _, checks, evidence, ...ended } = whole;
  const limit = Number.isFinite(spec.limit) ? spec.limit : null;
  const windows = counts.phases.flatMap((one) => one.windows);
  const names = [...new Set(windows.flatMap((one) => [...one.checks.keys()]))];
  return {
    version: 1,
    kind: 'load',
    ...part,
    by,
    made: {
      version: version(),
      header,
      file,
      spec: { ...spec, limit },
      checks: checks.map(({ name, over }) => ({ name, ...(over && { over }) })),
    },
    ended: {
      ...ended,
      counts: plainCounts(counts),
      evidence: names.map((check) => ({
        check,
        worst: evidence.worst(check) ?? null,
        doubt: evidence.doubt(check) ?? null,
        idle: evidence.idle(check) ?? null,
      })),
    },
  };
}
