import { isReversible, type Action } from './actions.ts';
import { approvals, type Approval, type Approvals } from './approvals.ts';
import { carryOut, readOrders } from './hands.ts';
import { monitor, type Monitor } from './monitor.ts';
import { proposer, type OrderRecord } from './proposer.ts';
import type { Safeguards } from './safeguards.ts';
import { toolServer, type ToolServer } from './tool-server.ts';
import { openTrust, type Tier, type Trust } from './trust.ts';

/** Where the desk finds what it leans on; base URLs without a slash at the end. */
export interface DeskOptions {
  readonly modelUrl: string;
  readonly approverUrl: string;
  readonly monitorUrl: string;
  /** The tool server of each segment. */
  readonly toolUrls: Readonly<Record<string, string>>;
  /** The folder that keeps the trust of each segment. */
  readonly stateDir: string;
  /** What the approval service signs with. */
  readonly sealKey: string;
  /** The tier of a segment that has no history. */
  readonly start: Tier;
  readonly safeguards: Safeguards;
}

/** What a customer wants, about which orders. */
export interface Ticket {
  readonly segment: string;
  readonly orders: readonly string[];
  readonly text: string;
}

/** What was done about a ticket, and what is left to people. */
export interface Answer {
  /** `degraded`: some or all is only suggested. `escalated`: a person has to look at it. */
  readonly status: 'full' | 'degraded' | 'escalated';
  /** The tier of the segment after the ticket. */
  readonly tier: Tier;
  /** Keys of what was done. */
  readonly done: readonly string[];
  /** Keys of what may have been done. */
  readonly unconfirmed: readonly string[];
  readonly suggested: readonly Action[];
  readonly why: readonly string[];
}

/** Handles one ticket; `id` names it for idempotency. */
export type Desk = (
  ticket: Ticket,
  options: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

/** Requests for approval that one ticket may cause. */
export const mostPrompts = 2;

const deadlineMs = 4000;

/** A support desk that does as much by itself as its segments have earned trust for. */
export function supportDesk(options: DeskOptions): Desk {
  const { safeguards, start, stateDir, sealKey } = options;
  const propose = proposer(options.modelUrl);
  const services = {
    approvals: approvals(options.approverUrl, sealKey, safeguards),
    monitor: monitor(options.monitorUrl),
    safeguards,
  };
  const segments = new Map(
    Object.entries(options.toolUrls).map(([name, url]) => [name, toolServer(url)]),
  );
  const trusts = new Map<string, Trust>();

  function trustIn(segment: string): Trust {
    const name = safeguards.gatesSegments ? segment : 'everyone';
    const trust = trusts.get(name) ?? openTrust(stateDir, name, start, safeguards);
    trusts.set(name, trust);
    return trust;
  }

  return async (ticket, { id, signal }) => {
    const server = segments.get(ticket.segment);
    if (!server) throw new RangeError(`there is no segment ${ticket.segment}`);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const trust = trustIn(ticket.segment);
    const job: Job = { ...services, id, ticket, server, trust, signal: limit, notes: blank() };
    try {
      const orders = await readOrders(server, ticket.orders, limit);
      const actions = await propose({ text: ticket.text, orders }, limit);
      await follow(job, actions, orders);
    } catch (error) {
      signal.throwIfAborted();
      job.notes.why.push((error as Error).message);
    }
    return answerOf(job);
  };
}

interface Job {
  readonly id: string;
  readonly ticket: Ticket;
  readonly server: ToolServer;
  readonly trust: Trust;
  readonly approvals: Approvals;
  readonly monitor: Monitor;
  readonly safeguards: Safeguards;
  readonly signal: AbortSignal;
  readonly notes: Notes;
}

interface Notes {
  readonly done: string[];
  readonly unconfirmed: string[];
  readonly suggested: Action[];
  readonly why: string[];
  prompts: number;
  reviews: number;
}

function blank(): Notes {
  return { done: [], unconfirmed: [], suggested: [], why: [], prompts: 0, reviews: 0 };
}

/** Does what the tier allows, no more at a time than may go wrong, and has each part reviewed. */
async function follow(
  job: Job,
  actions: readonly Action[],
  orders: readonly OrderRecord[],
): Promise<void> {
  const { trust, notes, signal } = job;
  const versions = new Map(orders.map(({ order, version }) => [order, version]));
  // What can be undone goes first: its reviews are there before anything final happens.
  let rest = actions.toSorted((a, b) => Number(isReversible(b)) - Number(isReversible(a)));
  let isReviewed = false;
  while (!signal.aborted) {
    const batch = rest.filter(trust.may).slice(0, trust.allowance());
    if (batch.length === 0) break;
    rest = rest.filter((action) => !batch.includes(action));
    trust.expose(batch.length);
    const acted: Action[] = [];
    for (const action of batch) {
      const version = versions.get(action.args.order) ?? '';
      if (await perform(job, action, version)) acted.push(action);
    }
    if (acted.length === 0) trust.spare();
    else await review(job, acted);
    isReviewed ||= acted.length > 0;
  }
  notes.suggested.push(...rest);
  // Proposals are reviewed, too: that is how trust is earned before anything is done.
  if (!isReviewed) await review(job, actions);
}

/** Whether it acted, or may have. */
async function perform(job: Job, action: Action, stateVersion: string): Promise<boolean> {
  const { id, server, safeguards, signal, notes } = job;
  const key = `${id}/${action.tool}-${action.args.order}`;
  let approval: Approval | undefined;
  if (!isReversible(action) || !safeguards.promptsSparingly) {
    const decision = await approve(job, { ...action, request: key, stateVersion });
    if (decision === null) return false;
    approval = decision;
  }
  const args = approval?.args ?? action.args;
  const isBound = safeguards.bindsApproval;
  const deed = { tool: action.tool, args, key, isBound, ...(approval ? { approval } : {}) };
  const fate = await carryOut(server, deed, signal);
  if (fate === 'done') notes.done.push(key);
  else if (fate === 'unconfirmed') notes.unconfirmed.push(key);
  else notes.why.push(`${key}: ${fate.refused}`);
  return typeof fate === 'string';
}

/** A person's yes, or null; what was not approved is left to people. */
async function approve(
  { approvals: people, safeguards, notes, signal }: Job,
  request: Parameters<Approvals['ask']>[0],
): Promise<Approval | null> {
  const { tool, args } = request;
  if (safeguards.promptsSparingly && notes.prompts >= mostPrompts) {
    notes.suggested.push({ tool, args });
    return null;
  }
  notes.prompts += 1;
  const decision = await people.ask(request, signal);
  if (decision.kind === 'approved') return decision.approval;
  notes.suggested.push({ tool, args });
  notes.why.push(`${request.request}: ${decision.why}`);
  return null;
}

async function review(job: Job, actions: readonly Action[]): Promise<void> {
  const { id, ticket, monitor: judge, trust, notes, signal } = job;
  notes.reviews += 1;
  trust.expose(0);
  const request = `${id}/review-${notes.reviews}`;
  try {
    trust.reviewed(await judge.review(request, ticket.segment, actions, signal));
  } catch {
    trust.unreviewed();
  }
}

function answerOf({ trust, notes }: Job): Answer {
  const { done, unconfirmed, suggested, why } = notes;
  const tier = trust.tier();
  const isOpen = unconfirmed.length > 0 || why.length > 0 || tier === 'shadow';
  const status = isOpen ? 'escalated' : suggested.length > 0 ? 'degraded' : 'full';
  // In shadow nobody is to lean on what the model would have done.
  return { status, tier, done, unconfirmed, suggested: tier === 'shadow' ? [] : suggested, why };
}
