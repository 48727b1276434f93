import type { WithoutStrike } from '../../harness/model/fault/without-strike.ts';
import type { Finding } from '../summary/finding.ts';

/** A strike of a finding in words, and what its check says without it; null where that is not known of any. */
export interface StrikeRow {
  readonly strike: string;
  readonly without: string | null;
}

/** The strikes of a finding's plan in words, in order. */
export function strikeRows({ strikes, without }: Finding): readonly StrikeRow[] {
  return strikes.map((strike, n) => ({
    strike,
    without: without && `without it: ${withoutWords[without[n] ?? 'not-tried']}`,
  }));
}

const withoutWords: Readonly<Record<WithoutStrike, string>> = {
  passes: 'passes',
  fails: 'fails all the same',
  differs: 'fails in another way',
  idle: 'nothing to judge',
  unknown: 'cannot tell',
  'not-tried': 'not tried',
};
