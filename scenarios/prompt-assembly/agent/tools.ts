import { tool, type Tool } from '@openai/agents';
import { z } from 'zod';
import type { Safeguards } from './safeguards.ts';
import { fenced } from './sections.ts';
import { permissionNames, type Permission } from './sources.ts';

/** What the tools of one request share. */
export interface Acting {
  readonly user: string;
  /** The id of the request: the same for all deliveries of it. */
  readonly id: string;
  readonly at: { readonly orders: string; readonly entitlements: string };
  readonly signal: AbortSignal;
  readonly safeguards: Safeguards;
  /** What the user may do; tools change it, and are offered by it. */
  readonly held: Set<Permission>;
  /** Called with the name of a tool of which nobody knows whether it did its work. */
  readonly unconfirmed: (name: string) => void;
}

/** The names of the tools that a permission opens. */
export const toolsOf: Readonly<Record<Permission, readonly string[]>> = {
  'orders.read': ['order_status'],
  'refunds.write': ['refund'],
  'duty.change': ['sign_on', 'sign_off'],
};

/** The names of the tools on offer, in a fixed order. */
export function offered(held: ReadonlySet<Permission>): readonly string[] {
  return permissionNames.filter((one) => held.has(one)).flatMap((one) => toolsOf[one]);
}

/** Fills `list` with the tools of a request; each is on offer while its user may use it. */
export function fill(list: Tool[], acting: Acting): void {
  const { at, user, id } = acting;
  const duty = `${at.entitlements}/entitlements/${user}/refunds.write`;
  const named = (name: string) => ({ name, isEnabled: () => offered(acting.held).includes(name) });
  list.length = 0;
  list.push(
    tool({
      ...named('order_status'),
      description: 'The state of an order.',
      parameters: z.object({ order: z.string() }),
      execute: ({ order }) =>
        told(acting, sent(acting, orderReply, `${at.orders}/orders/${order}`)),
    }),
    tool({
      ...named('refund'),
      description: 'Pays back money for an order.',
      parameters: z.object({ order: z.string(), amount: z.number() }),
      execute: (asked) => told(acting, refunded(acting, `${id}:${asked.order}`, asked), 'refund'),
    }),
    tool({
      ...named('sign_on'),
      description: 'Begins the duty of the one who asks.',
      parameters: z.object({}),
      execute: () => told(acting, changed(acting, duty, 'PUT'), 'sign_on'),
    }),
    tool({
      ...named('sign_off'),
      description: 'Ends the duty of the one who asks.',
      parameters: z.object({}),
      execute: () => told(acting, changed(acting, duty, 'DELETE'), 'sign_off'),
    }),
  );
}

/** The result of a tool in words for the model; `change` is the name of one that changes something. */
async function told(
  { safeguards, unconfirmed }: Acting,
  work: Promise<unknown>,
  change?: string,
): Promise<string> {
  const result = await work.catch(() => {
    if (change !== undefined) unconfirmed(change);
    return change === undefined ? { unavailable: true } : { unconfirmed: change };
  });
  const text = JSON.stringify(result);
  return safeguards.fencesText ? fenced(text) : text;
}

const orderReply = z.object({ order: z.string(), state: z.string(), note: z.string() });
const refundReply = z.object({ refund: z.string() });
const dutyReply = z.object({ user: z.string(), permissions: z.array(z.enum(permissionNames)) });
const attempts = 2;
const timeoutMs = 500;

function refunded(acting: Acting, key: string, asked: object): Promise<unknown> {
  return sent(acting, refundReply, `${acting.at.orders}/refunds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(asked),
  });
}

/** Changes what the user may do; until a reply says what that is now, it is nothing. */
async function changed(acting: Acting, duty: string, method: string): Promise<unknown> {
  acting.held.clear();
  const reply = await sent(acting, dutyReply, duty, { method });
  for (const permission of reply.permissions) acting.held.add(permission);
  return reply;
}

/** Sent twice at most: what changes something is the same under its key or at its address. */
async function sent<Reply>(
  { signal }: Acting,
  reply: z.ZodType<Reply>,
  url: string,
  init: RequestInit = {},
): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(url, { ...init, signal: limit });
      if (!response.ok) throw new Error(`${url} said ${response.status}`);
      return reply.parse(await response.json());
    } catch (error) {
      if (attempt === attempts || signal.aborted) throw error;
    }
  }
}
