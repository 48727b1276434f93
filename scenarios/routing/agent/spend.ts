import type { Safeguards } from './safeguards.ts';

/** Takes what a call may cost out of a tenant's budget; false where that has not enough left. */
export type Spend = (tenant: string, tokens: number) => boolean;

/** A tenant has so many tokens of the strong model in any such time (ms). */
export const mostTokensSpent = 200;
export const windowMs = 2_000;

/** What somebody is told whose tenant has nothing left. */
export const spentWhy = 'the budget is spent';

/** Budgets of which nothing is spent. */
export function spend({ capsSpend }: Safeguards): Spend {
  const spent = new Map<string, readonly { readonly atMs: number; readonly tokens: number }[]>();
  return (tenant, tokens) => {
    const nowMs = performance.now();
    const recent = (spent.get(tenant) ?? []).filter(({ atMs }) => nowMs - atMs < windowMs);
    const sum = recent.reduce((total, one) => total + one.tokens, tokens);
    if (capsSpend && sum > mostTokensSpent) return false;
    spent.set(tenant, [...recent, { atMs: nowMs, tokens }]);
    return true;
  };
}
