import { z } from 'zod';
import type { Product } from './product.ts';
import { passageSchema, type Passage, type SourceName } from './evidence.ts';

/** Base URLs of what the desk looks things up in, without a slash at the end. */
export interface LibraryUrls extends Readonly<Record<SourceName, string>> {
  readonly catalogue: string;
}

/** The desk's sources; every call is bounded in time, tried twice, and null where it failed. */
export interface Library {
  readonly search: (
    source: SourceName,
    product: string,
    topic: string,
    signal: AbortSignal,
  ) => Promise<readonly Passage[] | null>;
  readonly product: (name: string, signal: AbortSignal) => Promise<Product | null>;
}

/** What one call to a tool may take (ms). */
export const timeoutMs = 300;

const attempts = 2;
const found = z.object({ results: z.array(passageSchema) });
const product = z.object({ name: z.string(), features: z.array(z.string()) });

/** The library at these addresses. */
export function library(urls: LibraryUrls): Library {
  return {
    search: async (source, name, topic, signal) => {
      const query = new URLSearchParams({ product: name, topic }).toString();
      const reply = await ask(`${urls[source]}/passages?${query}`, found, signal);
      return reply?.results.map((passage) => ({ ...passage, source })) ?? null;
    },
    product: (name, signal) =>
      ask(`${urls.catalogue}/products/${encodeURIComponent(name)}`, product, signal),
  };
}

async function ask<T>(url: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      const until = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const reply = await fetch(url, { signal: until });
      if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
      return schema.parse(await reply.json());
    } catch {
      signal.throwIfAborted();
    }
  }
  return null;
}
