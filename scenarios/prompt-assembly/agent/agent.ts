import { Agent, OpenAIProvider, Runner, type Tool } from '@openai/agents';
import OpenAI from 'openai';
import { assemble, TooLong } from './assemble.ts';
import { gatherer } from './gather.ts';
import type { Message } from './message.ts';
import type { Safeguards } from './safeguards.ts';
import type { SourceAddresses } from './sources.ts';
import { fill, offered } from './tools.ts';

/** Where the desk finds what it leans on; base URLs without a slash at the end. */
export interface Addresses extends SourceAddresses {
  readonly model: string;
  readonly orders: string;
}

/** The reply to a message. */
export interface Answer {
  /**
   * `full`: the prompt held all that it should. `degraded`: the parts in `without` were missing.
   * `refused`: no prompt could be made that may be sent. `failed`: the model gave no answer.
   */
  readonly status: 'full' | 'degraded' | 'refused' | 'failed';
  readonly text: string;
  readonly without: readonly string[];
}

/** Answers one message; `id` names the request for idempotency. */
export type Desk = (
  message: Message,
  options: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

const deadlineMs = 4_000;
const mostTurns = 6;

/** A support desk; what it last knew lives as long as it does. */
export function supportDesk(at: Addresses, safeguards: Safeguards): Desk {
  const openAIClient = new OpenAI({ apiKey: 'local', baseURL: at.model, maxRetries: 1 });
  const modelProvider = new OpenAIProvider({ openAIClient, useResponses: true });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const gather = gatherer(at, safeguards);
  const sharedTools: Tool[] = [];

  return async (message, { id, signal }) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const { permissions, missing, ...gathered } = await gather(message, limit);
    const { flags, regime } = gathered;
    if (safeguards.failsClosed && !(flags && regime)) {
      return { status: 'refused', text: 'I cannot tell what holds here.', without: missing };
    }
    const held = new Set(permissions);
    const gone = [...missing];
    const unconfirmed = (name: string) => void gone.push(`the confirmation of ${name}`);
    const tools = safeguards.ownsTools ? [] : sharedTools;
    fill(tools, { user: message.user, id, at, signal: limit, safeguards, held, unconfirmed });
    // Permissions may change from turn to turn, and what the prompt says of them with it.
    const prompt = () => assemble({ ...message, ...gathered, tools: offered(held) }, safeguards);
    try {
      const { input, leftOut } = prompt();
      const instructions = () => prompt().instructions;
      const agent = new Agent({ name: 'desk', model: 'support-1', instructions, tools });
      const run = await runner.run(agent, input, { signal: limit, maxTurns: mostTurns });
      gone.push(...leftOut);
      const status = gone.length > 0 ? 'degraded' : 'full';
      return { status, text: run.finalOutput ?? '', without: gone };
    } catch (error) {
      if (signal.aborted) throw error;
      const status = error instanceof TooLong ? 'refused' : 'failed';
      return { status, text: String(error), without: gone };
    }
  };
}
