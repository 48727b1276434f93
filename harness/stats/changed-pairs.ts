import { demandParts } from './demand.ts';
import type { DrawnDifference } from './bootstrap-difference.ts';
import { wilson } from './wilson.ts';

/**
 * A difference of shares over pairs, at least as wide as the number of pairs allows: those that changed may be
 * as many, or as few, as Wilson's interval has it, and a bootstrap of pairs that are all alike has no width. Source: E.
 * B. Wilson, JASA 22 (1927) 209–212.
 */
export function widenedBy(
  difference: DrawnDifference,
  { changed, pairs }: { readonly changed: number; readonly pairs: number },
): DrawnDifference {
  demandParts(changed, pairs);
  const share = pairs === 0 ? 0 : changed / pairs;
  const { low, high } = wilson(changed, pairs);
  const reach = Math.max(high - share, share - low);
  return {
    ...difference,
    low: Math.min(difference.low, difference.value - reach),
    high: Math.max(difference.high, difference.value + reach),
  };
}
