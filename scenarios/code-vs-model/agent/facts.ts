import type { Claim } from './claim.ts';
import { isEmail } from './email.ts';
import { centsOf, taxIn } from './money.ts';

/** What can be said of a claim without asking anybody. */
export interface Facts {
  readonly hasAddress: boolean;
  /** The sum of its items; null where an amount cannot be read. */
  readonly totalCents: number | null;
  readonly taxCents: number | null;
}

/** The facts of a claim, from its line items. */
export function factsOf({ from, country, items }: Claim): Facts {
  const hasAddress = isEmail(from);
  const amounts = items.flatMap(({ amount }) => centsOf(amount, country) ?? []);
  if (amounts.length < items.length) return { hasAddress, totalCents: null, taxCents: null };
  const sum = (list: readonly number[]) => list.reduce((total, cents) => total + cents, 0);
  return {
    hasAddress,
    totalCents: sum(amounts),
    taxCents: sum(amounts.map((cents) => taxIn(cents, country))),
  };
}
