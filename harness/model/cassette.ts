import { z } from 'zod';
import type { End } from './reply.ts';

/** The replies of a real model provider, recorded to be replayed: a file `*.json`. */
export interface Cassette {
  readonly version: 1;
  readonly entries: readonly CassetteEntry[];
}

/** A request, and each reply that it got, in order. */
export interface CassetteEntry {
  /** The name of the request: equal conversations have equal keys. */
  readonly key: string;
  readonly request: RecordedRequest;
  readonly takes: readonly Take[];
}

/** A request as people read it and as a miss compares it, without secrets and without ids. */
export interface RecordedRequest {
  /** The name of its dialect; '' for a path of none of ours. */
  readonly dialect: string;
  /** What it asks for: `chat`, `embeddings`; its method and path where no dialect reads it. */
  readonly label: string;
  readonly model: string;
  readonly stream: boolean;
  /** The messages of a conversation; of any other request what it asks, as its only member. */
  readonly messages: readonly unknown[];
  /** Names of the tools on offer. */
  readonly tools: readonly string[];
}

/** One reply as it came. */
export interface Take {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly frames: readonly RecordedFrame[];
  readonly end: End;
}

/** A piece of a body, and how long after the piece before it came (ms); binary in base64. */
export type RecordedFrame =
  | { readonly afterMs: number; readonly data: string }
  | { readonly afterMs: number; readonly base64: string };

const afterMs = z.number().min(0);

const takeSchema: z.ZodType<Take> = z.strictObject({
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

/** The schema of a cassette. */
export const cassetteSchema: z.ZodType<Cassette> = z.strictObject({
  version: z.literal(1),
  entries: z
    .array(
      z.strictObject({
        key: z.string().min(1),
        request: z.strictObject({
          dialect: z.string(),
          label: z.string(),
          model: z.string(),
          stream: z.boolean(),
          messages: z.array(z.unknown()).max(100_000).readonly(),
          tools: z.array(z.string()).max(10_000).readonly(),
        }),
        takes: z.array(takeSchema).min(1).max(10_000).readonly(),
      }),
    )
    .max(100_000)
    .readonly(),
});
