import {
  admit,
  corrected,
  fullBucket,
  levels,
  type Bucket,
  type Levels,
  type Limits,
  type Rejection,
} from './bucket.ts';

/** The buckets of one provider: all callers on an account share one. */
export interface Buckets {
  /** Takes a request's tokens, or returns its rejection. */
  readonly admit: (account: string, tokens: number, nowMs: number) => Rejection | null;
  /** Gives tokens back (or takes them, where negative) at `atMs`. */
  readonly correct: (account: string, tokens: number, atMs: number) => void;
  readonly levels: (account: string, nowMs: number) => Levels;
}

/** Creates full buckets, one for each account, under the same limits. */
export function buckets(limits: Limits): Buckets {
  const full = fullBucket(limits, 0);
  const held = new Map<string, Bucket>();
  const hold = (account: string, bucket: Bucket) => {
    // Oldest first: a client that makes up accounts must not fill the memory.
    const [oldest] = held.size >= maxAccounts && !held.has(account) ? held.keys() : [];
    if (oldest !== undefined) held.delete(oldest);
    held.set(account, bucket);
  };
  const bucketOf = (account: string) => held.get(account) ?? full;
  return {
    admit: (account, tokens, nowMs) => {
      const { bucket, rejection } = admit(bucketOf(account), limits, { tokens, nowMs });
      hold(account, bucket);
      return rejection;
    },
    correct: (account, tokens, atMs) => {
      hold(account, corrected(bucketOf(account), tokens, atMs));
    },
    levels: (account, nowMs) => levels(bucketOf(account), limits, nowMs),
  };
}

const maxAccounts = 1000;
