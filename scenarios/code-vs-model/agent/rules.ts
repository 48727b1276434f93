import type { Claim } from './claim.ts';
import type { Queue } from './decision.ts';
import { says } from './folding.ts';
import { inWords } from './money.ts';
import type { Rulebook } from './rulebook.ts';

/** What the rules say of a claim: where it goes, or that they cannot tell (`queue` is null). */
export interface Ruling {
  readonly queue: Queue | null;
  readonly why: string;
}

/** Applies the rulebook. What it forbids is rejected, whatever else is in the claim. */
export function ruleOn(claim: Claim, totalCents: number | null, book: Rulebook): Ruling {
  const texts = claim.items.map(({ text }) => text);
  const forbidden = book.blocked.find((term) => texts.some((text) => says(text, term)));
  if (forbidden !== undefined) return { queue: 'rejected', why: `${forbidden} is never paid` };
  if (totalCents === null) return { queue: 'people', why: unreadable };
  const odd = texts.find((text) => !book.known.some((term) => says(text, term)));
  if (odd !== undefined) return { queue: null, why: `no rule knows ${odd}` };
  return totalCents <= book.limitCents
    ? { queue: 'approved', why: `${inWords(totalCents)} is within the limit` }
    : { queue: 'manager', why: `${inWords(totalCents)} is over the limit` };
}

/** Why a claim without a total goes to people. */
export const unreadable = 'an amount cannot be read';
