import { breaker, BreakerOpen } from './breaker.ts';
import { fallbackCache } from './fallback-cache.ts';
import type { ToolPolicy } from './policy.ts';
import type { Safeguards } from './safeguards.ts';

/** Why a tool gave no live value. */
export type Trouble = 'failing' | 'breaker open';

/** What reading a tool came to. */
export type Reading =
  | { readonly kind: 'live'; readonly value: unknown }
  | {
      readonly kind: 'stale';
      readonly value: unknown;
      readonly ageMs: number;
      readonly why: Trouble;
    }
  | { readonly kind: 'missing'; readonly why: Trouble };

/** One tool as the assistant sees it: it always reads as something. */
export interface Source {
  readonly read: (key: string, signal: AbortSignal) => Promise<Reading>;
}

const timeoutMs = 400;
const attempts = 2;

/** A tool at `url`, with a timeout, one retry, a breaker, and the last good reply to fall back on. */
export function source(url: string, policy: ToolPolicy, safeguards: Safeguards): Source {
  const guard = breaker(safeguards);
  const cache = fallbackCache();

  async function fetchLive(key: string, signal: AbortSignal): Promise<unknown> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(`${url}/${encodeURIComponent(key)}`, { signal: limit });
    const text = await response.text();
    if (!response.ok) throw new Error(`the tool said ${response.status}`);
    return safeguards.validatesReplies ? policy.reply.parse(JSON.parse(text)) : lenient(text);
  }

  function fallback(key: string, why: Trouble): Reading {
    const kept = cache.find(key);
    if (kept && !safeguards.boundsAge) return { kind: 'live', value: kept.value };
    if (!kept || kept.ageMs > policy.maxAgeMs) return { kind: 'missing', why };
    return { kind: 'stale', ...kept, why };
  }

  async function read(key: string, signal: AbortSignal): Promise<Reading> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = await guard.run(() => fetchLive(key, signal));
        cache.keep(key, value);
        return { kind: 'live', value };
      } catch (error) {
        if (error instanceof BreakerOpen) return fallback(key, 'breaker open');
        if (attempt === attempts || signal.aborted) return fallback(key, 'failing');
      }
    }
  }

  return { read };
}

function lenient(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
