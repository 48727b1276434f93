import { keepLatest } from '../model/recent.ts';
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

/** Tokens of a request and its reply. */
export interface Charge {
  readonly input: number;
  readonly output: number;
}

/** The buckets of one provider: all callers on an account share them. */
export interface Buckets {
  /** Takes a request's tokens from each of its limits, or returns its rejection by the first. */
  readonly admit: (account: string, charge: Charge, nowMs: number) => Rejection | null;
  /** Gives tokens back (or takes them, where negative) at `atMs`. */
  readonly correct: (account: string, charge: Charge, atMs: number) => void;
  readonly levels: (account: string, nowMs: number) => Levels;
}

/** Creates full buckets, one a limit for each account, under the same limits. */
export function buckets(limits: Limits): Buckets {
  const main = accounts(limits);
  const apart = metersOf(limits);
  const both = ({ input, output }: Charge) => input + output;
  return {
    admit: (account, charge, nowMs) => {
      const ask = { tokens: both(charge), nowMs };
      const { bucket, rejection } = admit(main.of(account), limits, ask);
      // What its other limits reject is not taken here.
      const other = rejection ? null : rejectedBy(apart, account, charge, nowMs);
      if (!other) main.hold(account, bucket);
      return rejection ?? other;
    },
    correct: (account, charge, atMs) => {
      main.hold(account, corrected(main.of(account), both(charge), atMs));
      for (const { of, held } of apart) {
        held.hold(account, corrected(held.of(account), of(charge), atMs));
      }
    },
    levels: (account, nowMs) => {
      const all = levels(main.of(account), limits, nowMs);
      if (apart.length === 0) return all;
      const tokens = apart.map(({ by, limits: its, held }) => [
        by,
        levels(held.of(account), its, nowMs).tokens,
      ]);
      return { ...all, ...(Object.fromEntries(tokens) as object) };
    },
  };
}

/** The first rejection by limits of input or output; where there is none, all of them are charged. */
function rejectedBy(
  meters: readonly Meter[],
  account: string,
  charge: Charge,
  nowMs: number,
): Rejection | null {
  const after = meters.map(({ limits, of, held }) =>
    admit(held.of(account), limits, { tokens: of(charge), nowMs }),
  );
  for (const [nth, { by }] of meters.entries()) {
    const rejection = after[nth]?.rejection;
    if (rejection) return { ...rejection, by };
  }
  for (const [nth, { held }] of meters.entries()) held.hold(account, after[nth]?.bucket as Bucket);
  return null;
}

/** The buckets of one limit by account. */
interface Accounts {
  readonly of: (account: string) => Bucket;
  readonly hold: (account: string, bucket: Bucket) => void;
}

function accounts(limits: Limits): Accounts {
  const full = fullBucket(limits, 0);
  const held = new Map<string, Bucket>();
  return {
    of: (account) => held.get(account) ?? full,
    hold: (account, bucket) => {
      held.set(account, bucket);
      // A client that makes up accounts must not fill the memory.
      keepLatest(held, maxAccounts);
    },
  };
}

const maxAccounts = 1000;

/** A limit of input or output that has buckets of its own. */
interface Meter {
  readonly by: 'inputTokens' | 'outputTokens';
  readonly limits: Limits;
  readonly of: (charge: Charge) => number;
  readonly held: Accounts;
}

function metersOf({
  inputTokensPerMinute,
  outputTokensPerMinute,
  windowMs,
}: Limits): readonly Meter[] {
  const meter = (by: Meter['by'], tokensPerMinute: number | undefined, of: Meter['of']) => {
    if (tokensPerMinute === undefined) return [];
    const limits = {
      requestsPerMinute: 1e9,
      tokensPerMinute,
      ...(windowMs !== undefined && { windowMs }),
    };
    return [{ by, limits, of, held: accounts(limits) }];
  };
  return [
    ...meter('inputTokens', inputTokensPerMinute, ({ input }) => input),
    ...meter('outputTokens', outputTokensPerMinute, ({ output }) => output),
  ];
}
