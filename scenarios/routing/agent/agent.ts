import { backends, mostTokens, type Message } from './backends.ts';
import { cooldown } from './cooldown.ts';
import { requestSchema, type Answer, type Request, type Tier } from './request.ts';
import type { Safeguards } from './safeguards.ts';
import { scorer } from './scorer.ts';
import { shareWatch } from './share.ts';
import { slots } from './slots.ts';
import { spend, spentWhy } from './spend.ts';

/** Where the router finds what it leans on; base URLs without a slash at the end. */
export interface Addresses extends Readonly<Record<Tier, string>> {
  readonly scorer: string;
  /** Where alarms are raised. */
  readonly ops: string;
}

/** Has a conversation; throws on what is none, and when its caller leaves. */
export type Router = (
  request: unknown,
  caller: { readonly signal: AbortSignal },
) => Promise<Answer>;

/** A turn that was served, by which model, and why by less than it wanted. */
interface Served {
  readonly text: string;
  readonly tier: Tier;
  readonly less?: string;
}

const deadlineMs = 2_500;
/** Conversations at a time, and turns that the cheap model serves in place of the strong one. */
const mostAtOnce = 4;
const mostFallbacks = 2;
/** From here on a text is for the strong model. */
const threshold = 0.5;

/** A router in front of two models: each turn goes to the cheapest that can do it. */
export function router(at: Addresses, safe: Safeguards): Router {
  const models = backends(at);
  const states = { swift: cooldown(safe), grand: cooldown(safe) };
  const score = scorer(at.scorer, safe);
  const watch = shareWatch(at.ops, safe);
  const reserve = spend(safe);
  const places = slots(mostAtOnce);
  const fallbacks = slots(mostFallbacks);

  return async (input, { signal: left }) => {
    const request = requestSchema.parse(input);
    const signal = AbortSignal.any([left, AbortSignal.timeout(deadlineMs)]);
    const served: Served[] = [];
    try {
      await places(() => converse(request, served, signal), signal);
    } catch (error) {
      left.throwIfAborted();
      return { ...answerOf(served), status: 'deferred', why: whyOf(error, signal) };
    }
    const less = served.find((turn) => turn.less !== undefined)?.less;
    return less === undefined || !safe.declaresDowngrades
      ? answerOf(served)
      : { ...answerOf(served), status: 'degraded', why: less };
  };

  async function converse(request: Request, served: Served[], signal: AbortSignal): Promise<void> {
    const messages: Message[] = [];
    for (const content of request.turns) {
      messages.push({ role: 'user', content });
      const wanted = request.model ?? (await choose(content, served, signal));
      const turn = await serve(request, messages, wanted, signal);
      served.push(turn);
      messages.push({ role: 'assistant', content: turn.text });
    }
  }

  async function choose(text: string, served: readonly Served[], signal: AbortSignal) {
    const difficulty = await score(text, signal);
    if (difficulty === null && !safe.hasDefault) throw new Error('it could not be scored');
    // What nobody can judge is taken for hard.
    const isHard = difficulty === null || difficulty >= threshold;
    const isBegun = safe.keepsLevel && served.some(({ tier }) => tier === 'grand');
    const tier = isHard || isBegun ? 'grand' : 'swift';
    watch(tier);
    return tier;
  }

  async function serve(
    { tenant, risk }: Request,
    messages: readonly Message[],
    wanted: Tier,
    signal: AbortSignal,
  ): Promise<Served> {
    const ask = (tier: Tier) => states[tier].run(() => models[tier](messages, signal));
    const mayGrand = () => reserve(tenant, costOf(messages));
    if (wanted === 'swift') {
      try {
        return { text: await ask('swift'), tier: 'swift' };
      } catch (error) {
        if (signal.aborted || !mayGrand()) throw error;
        return { text: await ask('grand'), tier: 'grand' };
      }
    }
    const isAfforded = mayGrand();
    try {
      if (!isAfforded) throw new Error(spentWhy);
      return { text: await ask('grand'), tier: 'grand' };
    } catch (error) {
      if (signal.aborted) throw error;
      if (!safe.declaresDowngrades) return { text: await ask('swift'), tier: 'swift' };
      if (risk === 'high') throw error;
      const text = await fallbacks(() => ask('swift'), signal);
      const less = isAfforded ? 'the strong model does not answer' : spentWhy;
      return { text, tier: 'swift', less };
    }
  }
}

/** The most that a turn may cost (tokens). */
function costOf(messages: readonly Message[]): number {
  const letters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return mostTokens + Math.ceil(letters / 2);
}

function answerOf(served: readonly Served[]): Answer {
  const text = served.map((turn) => turn.text).join(' ');
  return { status: 'answered', text, served: served.map(({ tier }) => tier) };
}

function whyOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'out of time';
  return error instanceof Error ? error.message : String(error);
}
