import type { Failure, Reply } from '../reply.ts';

/**
 * The effect of a fault on one call. The set is small and closed, so that every adapter handles all
 * of it. An effect is data: the gate applies and records it, and faults never log or touch a
 * socket.
 */
export type Effect =
  | { readonly kind: 'pass' }
  /** The call waits `ms`: on its way in (the tool acts late, even if the caller has gone), or out. */
  | { readonly kind: 'delay'; readonly ms: number; readonly where: 'request' | 'reply' }
  /** No reply ever comes. `acts`: whether the tool did its work all the same. */
  | { readonly kind: 'hang'; readonly acts: boolean }
  /** The tool never heard of it. */
  | { readonly kind: 'refuse'; readonly failure: Failure }
  /** The tool acted; its reply was lost. */
  | { readonly kind: 'lose'; readonly failure: Failure }
  /** A false reply of this meaning, or an empty one (204) where it has none; the tool never ran. */
  | { readonly kind: 'forge'; readonly how: string; readonly meaning: unknown }
  /** A true reply, its meaning changed; `how` taints it in the ledger, unless it `isTrue` as before. */
  | {
      readonly kind: 'alter';
      readonly how: string;
      readonly isTrue?: boolean;
      /** Returns the changed meaning. */
      readonly alter: (meaning: unknown) => unknown;
    }
  /** A true reply, sent in another way: slower, cut, with broken bytes. */
  | {
      readonly kind: 'rewrite';
      readonly how: string;
      /** Returns the reply to send. */
      readonly rewrite: (reply: Reply) => Reply;
    }
  /** The request is delivered `times` times; the caller gets the last reply. */
  | { readonly kind: 'repeat'; readonly times: number }
  /** The tool is started again, without what it held in memory, and then answers. */
  | { readonly kind: 'forget' }
  /** The caller withdraws the task; the call itself goes on. */
  | { readonly kind: 'cancel' }
  /** The agent's process dies here, before or after the tool acted, and is started again. */
  | { readonly kind: 'crash'; readonly acts: boolean };
