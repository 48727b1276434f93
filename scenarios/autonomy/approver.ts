import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import { sealOf, type ApprovalRequest } from './agent/approvals.ts';
import { owedFor } from './owed.ts';

/** What approvals are signed with. */
export const sealKey = 'local-seal';

/** How long an approval holds (ms). */
export const approvalMs = 1000;

/** Prompts of one ticket that a person reads with care. */
const attention = 3;

/** How often a person who is flooded with prompts says yes, whatever they are for: a published rate. */
const rubberStamp = 0.93;

/** People who look at the first prompts of a ticket, and wave most of the rest through. */
export const approver: PointMaker = api(() => {
  const prompts = new Map<string, number>();
  const decided = new Map<string, object>();
  return [
    http.post('/approvals', async ({ request }) => {
      await delay(10);
      const asked = (await request.json()) as ApprovalRequest;
      const ticket = asked.request.split('/')[0] ?? '';
      const nth = (prompts.get(ticket) ?? 0) + 1;
      // A request that comes again is not shown again.
      const decision = decided.get(asked.request) ?? decide(asked, nth);
      if (!decided.has(asked.request)) prompts.set(ticket, nth);
      decided.set(asked.request, decision);
      return HttpResponse.json(decision);
    }),
  ];
});

function decide(asked: ApprovalRequest, nth: number): object {
  const { request, args, argsHash, stateVersion } = asked;
  const approval = nonce('AP');
  const isRight = args.amount === owedFor(args.order);
  if (!isRight && (nth <= attention || moodOf(approval) >= rubberStamp)) {
    return { decision: 'rejected', request };
  }
  const expiresAt = new Date(Date.now() + approvalMs).toISOString();
  const yes = { approval, request, args, argsHash, stateVersion, expiresAt };
  return { decision: 'approved', ...yes, seal: sealOf(yes, sealKey) };
}

/** A number in [0, 1) from a nonce, which is drawn anew for each run and call. */
function moodOf(id: string): number {
  return Number.parseInt(id.slice(-8), 36) / 36 ** 8;
}
