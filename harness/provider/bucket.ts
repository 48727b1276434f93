import { HarnessError } from '../model/error.ts';

/** A rate limit as providers state it: requests and tokens, by the minute. */
export interface Limits {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  /** A limit of the tokens of requests alone; none if absent. */
  readonly inputTokensPerMinute?: number;
  /** A limit of the tokens of replies alone; none if absent. */
  readonly outputTokensPerMinute?: number;
  /** The window of enforcement (ms), 60,000 by default; 1000 turns 60 a minute into 1 a second. */
  readonly windowMs?: number;
  /** Whether a rejected request counts against the limit; false by default. */
  readonly chargeRejected?: boolean;
}

/** The state of a rate limit: what was left at `atMs`, and the corrections that are due. */
export interface Bucket {
  readonly requests: number;
  readonly tokens: number;
  readonly atMs: number;
  /** Tokens to give back (or to take, where negative) when a reply has ended, soonest first. */
  readonly due: readonly { readonly atMs: number; readonly tokens: number }[];
}

/** One limit as the headers of a reply state it. */
export interface Level {
  /** A minute's allowance. */
  readonly limit: number;
  readonly remaining: number;
  /** The time until it is full again (ms). */
  readonly resetMs: number;
}

/** The limits at one time. */
export interface Levels {
  readonly requests: Level;
  readonly tokens: Level;
  /** Those of input and output where they are limited apart. */
  readonly inputTokens?: Level;
  readonly outputTokens?: Level;
}

/** The rejection of a request. `waitMs` is the time until it would be admitted; null if never. */
export interface Rejection {
  readonly by: 'requests' | 'tokens' | 'inputTokens' | 'outputTokens';
  readonly limit: number;
  readonly used: number;
  readonly requested: number;
  readonly waitMs: number | null;
}

/** The limits of a provider without limits: too high to be reached. */
export const unlimited: Limits = { requestsPerMinute: 1e9, tokensPerMinute: 1e12 };

/** Creates a full bucket; throws `bad-argument` for limits that admit nothing. */
export function fullBucket(limits: Limits, nowMs: number): Bucket {
  for (const key of measures) {
    const value = limits[key];
    if (value === undefined || (Number.isFinite(value) && value > 0)) continue;
    throw new HarnessError('bad-argument', {
      expected: `limits.${key} to be a number above 0`,
      got: String(value),
      fix: 'Leave `limits` out for a provider that never rejects.',
    });
  }
  const { requests, tokens } = capacity(limits);
  return { requests, tokens, atMs: nowMs, due: [] };
}

/**
 * Admits a request and takes its `tokens`, or rejects it. A request larger than a window is
 * admitted when the window is full, and leaves a debt; one larger than a minute's allowance never
 * is.
 */
export function admit(
  bucket: Bucket,
  limits: Limits,
  ask: { readonly tokens: number; readonly nowMs: number },
): { readonly bucket: Bucket; readonly rejection: Rejection | null } {
  const now = refilled(bucket, limits, ask.nowMs);
  const rejection = rejectionOf(now, limits, ask.tokens);
  if (!rejection) {
    const left = { requests: now.requests - 1, tokens: now.tokens - ask.tokens };
    return { bucket: { ...now, ...left }, rejection };
  }
  // At 0 and no lower: hammering then eats what flows in, as it does at real providers.
  const requests = limits.chargeRejected ? Math.max(0, now.requests - 1) : now.requests;
  return { bucket: { ...now, requests }, rejection };
}

/** The bucket with a correction by `tokens` that is due at `atMs`, when the reply ends. */
export function corrected(bucket: Bucket, tokens: number, atMs: number): Bucket {
  if (tokens === 0) return bucket;
  const due = [...bucket.due, { atMs, tokens }].toSorted((a, b) => a.atMs - b.atMs);
  return { ...bucket, due };
}

/** What is left of both limits at `nowMs`. */
export function levels(bucket: Bucket, limits: Limits, nowMs: number): Levels {
  const now = refilled(bucket, limits, nowMs);
  const full = capacity(limits);
  const level = (left: number, most: number, limit: number): Level => ({
    limit,
    remaining: Math.max(0, Math.floor(left + tiny)),
    resetMs: waitFor(most - left, limit),
  });
  return {
    requests: level(now.requests, full.requests, limits.requestsPerMinute),
    tokens: level(now.tokens, full.tokens, limits.tokensPerMinute),
  };
}

/** The levels after other users of the key have used up its requests for `resetMs`. */
export function exhausted(at: Levels, resetMs: number): Levels {
  const { limit, resetMs: own } = at.requests;
  return { ...at, requests: { limit, remaining: 0, resetMs: Math.max(own, resetMs) } };
}

const measures = [
  'requestsPerMinute',
  'tokensPerMinute',
  'inputTokensPerMinute',
  'outputTokensPerMinute',
  'windowMs',
] as const;
const minuteMs = 60_000;
/** Sums of fractions fall a hair short of whole numbers. */
const tiny = 1e-6;

function capacity(limits: Limits): { readonly requests: number; readonly tokens: number } {
  const share = (limits.windowMs ?? minuteMs) / minuteMs;
  return {
    requests: Math.max(1, limits.requestsPerMinute * share),
    tokens: Math.max(1, limits.tokensPerMinute * share),
  };
}

function refilled(bucket: Bucket, limits: Limits, nowMs: number): Bucket {
  const [next] = bucket.due;
  if (nowMs <= bucket.atMs && (next === undefined || next.atMs > nowMs)) return bucket;
  const full = capacity(limits);
  let { requests, tokens, atMs } = bucket;
  const flow = (untilMs: number) => {
    const minutes = Math.max(0, untilMs - atMs) / minuteMs;
    requests = Math.min(full.requests, requests + minutes * limits.requestsPerMinute);
    tokens = Math.min(full.tokens, tokens + minutes * limits.tokensPerMinute);
    atMs = Math.max(atMs, untilMs);
  };
  let settled = 0;
  for (const correction of bucket.due) {
    if (correction.atMs > nowMs) break;
    flow(correction.atMs);
    tokens = Math.min(full.tokens, tokens + correction.tokens);
    settled += 1;
  }
  flow(nowMs);
  return { requests, tokens, atMs, due: settled === 0 ? bucket.due : bucket.due.slice(settled) };
}

function rejectionOf(now: Bucket, limits: Limits, tokens: number): Rejection | null {
  const { requestsPerMinute, tokensPerMinute } = limits;
  if (now.requests < 1 - tiny) {
    const waitMs = waitFor(1 - now.requests, requestsPerMinute);
    const used = Math.ceil(requestsPerMinute - now.requests);
    return { by: 'requests', limit: requestsPerMinute, used, requested: 1, waitMs };
  }
  const needed = Math.min(tokens, capacity(limits).tokens);
  if (tokens <= tokensPerMinute && now.tokens >= needed - tiny) return null;
  return {
    by: 'tokens',
    limit: tokensPerMinute,
    used: Math.min(tokensPerMinute, Math.max(0, Math.ceil(tokensPerMinute - now.tokens))),
    requested: tokens,
    waitMs: tokens > tokensPerMinute ? null : waitFor(needed - now.tokens, tokensPerMinute),
  };
}

function waitFor(missing: number, perMinute: number): number {
  return missing <= tiny ? 0 : Math.max(1, Math.ceil((missing / perMinute) * minuteMs - tiny));
}
