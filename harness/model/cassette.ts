import { z } from 'zod';

/** A piece of a body, and how long after the piece before it came (ms); binary in base64. */
export type RecordedFrame =
  | { readonly afterMs: number; readonly data: string }
  | { readonly afterMs: number; readonly base64: string };

const afterMs = z.number().min(0);

const takeSchema = z.strictObject({
  status: z.int().min(100).max(599),
  headers: z.record(z.string(), z.string()),
  frames: z
    .array(
      z.union([
        z.strictObject({ afterMs, data: z.string() }),
        z.strictObject({ afterMs, base64: z.base64() }),
      ]),
    )
    .max(1_000_000)
    .readonly(),
  end: z.enum(['done', 'fin', 'reset', 'stall']),
});

/** One reply as it came. */
export type Take = z.infer<typeof takeSchema>;

const requestSchema = z.strictObject({
  /** The name of its dialect; '' for a path of none of ours. */
  dialect: z.string(),
  /** What it asks for: `chat`, `embeddings`; its method and path where no dialect reads it. */
  label: z.string(),
  model: z.string(),
  stream: z.boolean(),
  /** The messages of a conversation; of any other request what it asks, as its only member. */
  messages: z.array(z.unknown()).max(100_000).readonly(),
  /** Names of the tools on offer. */
  tools: z.array(z.string()).max(10_000).readonly(),
});

/** A request as people read it and as a miss compares it, without secrets and without ids. */
export type RecordedRequest = z.infer<typeof requestSchema>;

const entrySchema = z.strictObject({
  /** The name of the request: equal conversations have equal keys. */
  key: z.string().min(1),
  request: requestSchema,
  takes: z.array(takeSchema).min(1).max(10_000).readonly(),
});

/** A request, and each reply that it got, in order. */
export type CassetteEntry = z.infer<typeof entrySchema>;

/** The schema of a cassette. */
export const cassetteSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(entrySchema).max(100_000).readonly(),
});

/** The replies of a real model provider, recorded to be replayed: a file `*.json`. */
export type Cassette = z.infer<typeof cassetteSchema>;
