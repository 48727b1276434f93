import type { AgentPair } from './agent-pair.ts';
import { anyDiet } from './any-diet.ts';
import { bareRetry } from './bare-retry.ts';
import { blindRestart } from './blind-restart.ts';
import { buriedModels } from './buried-models.ts';
import { cutLetter } from './cut-letter.ts';
import { earlyAck } from './early-ack.ts';
import { firstHold } from './first-hold.ts';
import { forcedWrite } from './forced-write.ts';
import { freshBudget } from './fresh-budget.ts';
import { heldLock } from './held-lock.ts';
import { keptRefusal } from './kept-refusal.ts';
import { keptRemainder } from './kept-remainder.ts';
import { lapsedHold } from './lapsed-hold.ts';
import { lastPage } from './last-page.ts';
import { notedRefund } from './noted-refund.ts';
import { oldApproval } from './old-approval.ts';
import { pooledAttempts } from './pooled-attempts.ts';
import { repeatedStep } from './repeated-step.ts';
import { secondDelivery } from './second-delivery.ts';
import { slowSibling } from './slow-sibling.ts';

/**
 * Agents with one bug each that takes one fault or two, and their twins without it, written by somebody
 * who has read neither `harness/search` nor its benches and documents, and knew of the menu only which kinds
 * are in it. On them it is measured, once, how much sooner than chance a search finds a bug. Neither
 * the search nor these agents are tuned on what that shows: an agent on which the search does badly stays as it
 * is. Once a search has learnt from them they belong with `testing/agents/learnt`, and others are to be
 * written here. Each agent and each twin was run under every single fault of some fifty: those of two
 * faults bear them all, and all twins do, except `cancel`, for no agent here stops when its task is withdrawn.
 */
export const heldOut: readonly AgentPair[] = [
  anyDiet,
  bareRetry,
  blindRestart,
  buriedModels,
  cutLetter,
  earlyAck,
  firstHold,
  forcedWrite,
  freshBudget,
  heldLock,
  keptRefusal,
  keptRemainder,
  lapsedHold,
  lastPage,
  notedRefund,
  oldApproval,
  pooledAttempts,
  repeatedStep,
  secondDelivery,
  slowSibling,
];
