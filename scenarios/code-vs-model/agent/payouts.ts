import { z } from 'zod';
import { requestJson, tryTwice } from './request.ts';

/** Pays a claim, once however often it is asked for; the payout's id, or null where that is unclear. */
export async function pay(
  url: string,
  order: { readonly claimId: string; readonly cents: number },
  signal: AbortSignal,
): Promise<string | null> {
  return tryTwice(async () => {
    const reply = await requestJson({
      url: `${url}/payouts`,
      body: order,
      headers: { 'idempotency-key': payoutKey(order.claimId) },
      timeoutMs: 300,
      signal,
    });
    const { payout, claimId, cents } = receipt.parse(reply);
    const isOurs = claimId === order.claimId && cents === order.cents;
    if (!isOurs) throw new Error('a receipt of another payout');
    return payout;
  }, signal);
}

/** The idempotency key of a claim's payout, by which people find it. */
export function payoutKey(claimId: string): string {
  return `claim-${claimId}`;
}

const receipt = z.object({ payout: z.string().min(1), claimId: z.string(), cents: z.int() });
