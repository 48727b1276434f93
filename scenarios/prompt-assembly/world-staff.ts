import type { Message } from './agent/message.ts';

/** Members of staff: whose rules they are under, and what they may do when a run begins. */
export const staff: Readonly<
  Record<string, { readonly regime: 'eu' | 'us'; readonly may: readonly string[] }>
> = {
  uma: { regime: 'eu', may: ['orders.read', 'duty.change'] },
  ben: { regime: 'us', may: ['orders.read', 'refunds.write'] },
  cy: { regime: 'eu', may: ['orders.read'] },
  dee: { regime: 'us', may: ['refunds.write'] },
};

/** The flags that can be on or off, each bit of a tenant's number one of them. */
export const styleFlags = ['brief', 'detailed', 'offers', 'no-offers'] as const;

/** Sixteen tenants, one for every subset of those flags: `t0` to `t15`. */
export const tenants: readonly string[] = Array.from({ length: 16 }, (_, n) => `t${n}`);

/** The flags of a tenant; every one has to disclose what a machine wrote. */
export function flagsOf(tenant: string): readonly string[] {
  const bits = Number(tenant.slice(1));
  return ['disclosure', ...styleFlags.filter((_, n) => ((bits >> n) & 1) === 1)];
}

/** A message of a member of staff, by default of a tenant that wants short answers. */
export function message(user: string, text: string, tenant = 't1'): Message {
  return { tenant, user, text };
}

/** Words that every prompt for a message must hold. */
export function mandatoryFor({ tenant, user }: Message): readonly string[] {
  const rules = { eu: 'right to withdraw within 14 days', us: 'prices without tax' };
  const regime = rules[staff[user]?.regime ?? 'eu'];
  return [`support staff of ${tenant}`, regime, 'written by a machine'];
}
