import { batchSchema, type Claim } from './claim.ts';
import type { Answer, Decision, Queue } from './decision.ts';
import { factsOf, type Facts } from './facts.ts';
import { pay, payoutKey } from './payouts.ts';
import { router, type Router } from './router.ts';
import { loadRulebook, type Rulebook } from './rulebook.ts';
import { ruleOn, unreadable, type Ruling } from './rules.ts';
import type { Safeguards } from './safeguards.ts';

/** Where the desk finds what it leans on; base URLs without a slash at the end. */
export interface Addresses {
  readonly model: string;
  readonly rulebook: string;
  readonly payouts: string;
}

/** Decides a batch of claims; throws on a batch that is not one, or when `signal` aborts. */
export type Desk = (batch: unknown, at: { readonly signal: AbortSignal }) => Promise<Answer>;

/** How many claims of a batch the model may decide in place of the rules. */
const mostSpills = 3;
const deadlineMs = 5000;

/** What one batch is decided with. */
interface Shift {
  readonly addresses: Addresses;
  readonly safe: Safeguards;
  readonly model: Router;
  /** Null while the rules are down. */
  readonly book: Rulebook | null;
  /** Whether one more claim may go to the model though the rules are down. */
  readonly maySpill: () => boolean;
  readonly signal: AbortSignal;
}

/** A claims desk: rules first, the model for what they do not know, people for the rest. */
export function claimsDesk(addresses: Addresses, safe: Safeguards): Desk {
  const model = router(addresses.model, safe);
  let open = 0;

  return async (input, { signal: caller }) => {
    const { claims } = batchSchema.parse(input);
    const signal = AbortSignal.any([caller, AbortSignal.timeout(deadlineMs)]);
    const book = await loadRulebook(addresses.rulebook, signal);
    let spills = 0;
    const maySpill = () => !safe.capsSpill || ++spills <= mostSpills;
    const shift = { addresses, safe, model, book, maySpill, signal };
    const decisions = await Promise.all(
      claims.map((claim) => {
        open += 1;
        return decide(claim, shift, open).finally(() => (open -= 1));
      }),
    );
    caller.throwIfAborted();
    return { status: statusOf(decisions, book !== null), decisions };
  };
}

async function decide(claim: Claim, shift: Shift, open: number): Promise<Decision> {
  const { safe, model, book, signal } = shift;
  const facts = safe.rulesFirst ? factsOf(claim) : await model.assess(claim, signal);
  if (!facts) return leave(claim, null, 'the model cannot be reached');
  const ruling = book ? ruleOn(claim, facts.totalCents, book) : ruleWithoutBook(facts);
  const settled = facts.hasAddress ? ruling.queue : 'rejected';
  if (settled !== null && (safe.rulesWin || settled !== 'rejected')) {
    const why = facts.hasAddress ? ruling.why : 'the address cannot be written to';
    return settle(claim, { queue: settled, by: 'rules', why, ...totals(facts) }, shift);
  }
  if (!book && !shift.maySpill()) return leave(claim, facts, 'the rules are down');
  const proposal = await model.route(claim, open, signal);
  if (!proposal) return leave(claim, facts, 'the model gave no answer that can be used');
  const { taxCents } = facts;
  const totalCents = safe.countsInCode ? facts.totalCents : proposal.totalCents;
  const queue = proposal.queue === 'approved' ? queueFor(totalCents, book) : proposal.queue;
  return settle(claim, { queue, by: 'model', why: proposal.why, totalCents, taxCents }, shift);
}

/** What is certain even while the rules are down. */
function ruleWithoutBook({ totalCents }: Facts): Ruling {
  return totalCents === null
    ? { queue: 'people', why: unreadable }
    : { queue: null, why: 'the rules are down' };
}

/** Where a claim goes that the model would approve: paid within the limit, if there is one. */
function queueFor(totalCents: number | null, book: Rulebook | null): Queue {
  if (totalCents === null) return 'people';
  return book && totalCents <= book.limitCents ? 'approved' : 'manager';
}

async function settle(
  claim: Claim,
  outcome: Omit<Decision, 'claim' | 'payout'>,
  { addresses, signal }: Shift,
): Promise<Decision> {
  const decision = { claim: claim.id, ...outcome };
  const { queue, totalCents } = outcome;
  if (queue !== 'approved' || totalCents === null) return decision;
  const order = { claimId: claim.id, cents: totalCents };
  const payout = await pay(addresses.payouts, order, signal);
  if (payout !== null) return { ...decision, payout };
  const why = `whether it was paid is unclear; see payout ${payoutKey(claim.id)}`;
  return { ...decision, queue: 'people', by: 'nobody', why };
}

function leave({ id }: Claim, facts: Facts | null, why: string): Decision {
  return { claim: id, queue: 'people', by: 'nobody', why, ...totals(facts) };
}

function totals(facts: Facts | null): Pick<Facts, 'totalCents' | 'taxCents'> {
  return { totalCents: facts?.totalCents ?? null, taxCents: facts?.taxCents ?? null };
}

function statusOf(decisions: readonly Decision[], hadRules: boolean): Answer['status'] {
  if (decisions.every(({ by }) => by === 'nobody')) return 'escalated';
  const usual = decisions.every(({ by }) => by === 'rules' || (by === 'model' && hadRules));
  return usual ? 'done' : 'partial';
}
