import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { actionArgs, type Action, type ActionArgs } from './actions.ts';
import { postJson } from './post-json.ts';
import type { Safeguards } from './safeguards.ts';

/** What a person is asked to approve. */
export interface ApprovalRequest extends Action {
  /** Names the request; it is the idempotency key of the action, too. */
  readonly request: string;
  readonly argsHash: string;
  /** The state of the order that the proposal was made for. */
  readonly stateVersion: string;
}

/** A person's yes, as signed by the approval service. */
export interface Approval {
  readonly approval: string;
  readonly request: string;
  readonly args: ActionArgs;
  readonly argsHash: string;
  readonly stateVersion: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** HMAC-SHA256 over all of the above, in hex. */
  readonly seal: string;
}

/** What became of a request. */
export type Decision =
  | { readonly kind: 'approved'; readonly approval: Approval }
  | { readonly kind: 'not-approved'; readonly why: string };

/** The people who approve. */
export interface Approvals {
  readonly ask: (
    request: Omit<ApprovalRequest, 'argsHash'>,
    signal: AbortSignal,
  ) => Promise<Decision>;
}

/** Requests without a decision that may wait at a time. */
export const mostWaiting = 2;

/** How long a request waits in front of a person before it lapses (ms). */
export const requestLapsesMs = 1500;

/** The approval service at `url`, which signs with `sealKey`. */
export function approvals(url: string, sealKey: string, safeguards: Safeguards): Approvals {
  let waiting: readonly number[] = [];
  return {
    ask: async (wanted, signal) => {
      waiting = waiting.filter((askedMs) => performance.now() - askedMs < requestLapsesMs);
      if (safeguards.boundsQueue && waiting.length >= mostWaiting) {
        return { kind: 'not-approved', why: 'too many requests wait for approval' };
      }
      const request = { ...wanted, argsHash: hashOf(wanted.args) };
      const askedMs = performance.now();
      try {
        const reply = decision.parse(await postJson(`${url}/approvals`, request, signal));
        if (reply.decision === 'rejected') return { kind: 'not-approved', why: 'rejected' };
        const why = safeguards.bindsApproval ? objection(reply, request, sealKey) : undefined;
        return why ? { kind: 'not-approved', why } : { kind: 'approved', approval: reply };
      } catch {
        waiting = [...waiting, askedMs];
        if (safeguards.needsDecision) return { kind: 'not-approved', why: 'nobody decided' };
        return { kind: 'approved', approval: presumed(request) };
      }
    },
  };
}

/** The seal that belongs to an approval. */
export function sealOf(approval: Omit<Approval, 'seal'>, sealKey: string): string {
  const { approval: id, request, args, argsHash, stateVersion, expiresAt } = approval;
  const text = JSON.stringify([
    id,
    request,
    args.order,
    args.amount,
    argsHash,
    stateVersion,
    expiresAt,
  ]);
  return createHmac('sha256', sealKey).update(text).digest('hex');
}

function hashOf({ order, amount }: ActionArgs): string {
  return createHash('sha256')
    .update(JSON.stringify([order, amount]))
    .digest('hex');
}

const bound = {
  approval: z.string().min(1),
  request: z.string(),
  args: actionArgs,
  argsHash: z.string(),
  stateVersion: z.string(),
  expiresAt: z.string(),
  seal: z.string(),
};
const decision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approved'), ...bound }),
  z.object({ decision: z.literal('rejected'), request: z.string() }),
]);

/** Why an approval does not hold for what was asked; nothing where it does. */
function objection(
  approval: Approval,
  request: ApprovalRequest,
  sealKey: string,
): string | undefined {
  if (approval.seal !== sealOf(approval, sealKey)) return 'the approval is not genuine';
  if (approval.request !== request.request) return 'the approval is for another request';
  if (approval.argsHash !== request.argsHash) return 'the approval is for other arguments';
  if (hashOf(approval.args) !== request.argsHash) return 'the approval is for other arguments';
  if (approval.stateVersion !== request.stateVersion) return 'the approval is for another state';
  if (!(Date.parse(approval.expiresAt) > Date.now())) return 'the approval has expired';
  return undefined;
}

/** The yes that nobody gave. */
function presumed(request: ApprovalRequest): Approval {
  return { approval: '', expiresAt: '', seal: '', ...request };
}
