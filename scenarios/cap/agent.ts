import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, isStepCount } from 'ai';
import { notebook, type Manifest, type Notebook } from './manifest.ts';
import { policy, type ToolName } from './policy.ts';
import type { Safeguards } from './safeguards.ts';
import { source, type Source } from './source.ts';
import { toolbox } from './tools.ts';

/** Where the assistant finds what it leans on; base URLs without a slash at the end. */
export interface Addresses extends Readonly<Record<ToolName, string>> {
  readonly model: string;
  readonly payments: string;
}

/** A reply to a shopper, with the tools it rests on. */
export interface Answer extends Manifest {
  /**
   * `full`: every tool it needed was live. `degraded`: some were missing or stale. `refused`: a
   * write was not made (or not confirmed), or there was nothing to go by. `failed`: the model could not be reached.
   */
  readonly status: 'full' | 'degraded' | 'refused' | 'failed';
  readonly text: string;
  /** Why it went no further: a write that was refused, a limit, a tool in trouble. */
  readonly stop?: string;
}

/** Answers one question; `id` names the request for idempotency. */
export type Assistant = (
  question: string,
  options: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

const deadlineMs = 5000;
const mostSteps = 8;
const mostCallsAtOnce = 2;
const instructions =
  'You help shoppers. Say only what the tools returned. Name what is unavailable, and the age of what is stale.';

/** A shop assistant; breakers and fallbacks live as long as it does. */
export function assistant(at: Addresses, safeguards: Safeguards): Assistant {
  const provider = createOpenAICompatible({ name: 'shop', baseURL: at.model, apiKey: 'local' });
  const names = Object.keys(policy) as ToolName[];
  const sources = Object.fromEntries(
    names.map((name) => [name, source(`${at[name]}/${name}`, policy[name], safeguards)]),
  ) as Record<ToolName, Source>;

  return async (question, { id, signal }) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const notes = notebook();
    let refused: string | undefined;
    const refuse = (why: string) => void (refused ??= why);
    try {
      const result = await generateText({
        model: provider('shop-1'),
        instructions,
        prompt: question,
        tools: toolbox({
          sources,
          paymentsUrl: at.payments,
          safeguards,
          notes,
          signal: limit,
          requestId: id,
          refuse,
        }),
        ...(safeguards.capsFanOut ? { toolCallConcurrency: mostCallsAtOnce } : {}),
        stopWhen: isStepCount(mostSteps),
        maxRetries: 1,
        abortSignal: limit,
      });
      const isOut = result.finishReason === 'tool-calls';
      return answer(result.text, notes, refused, isOut ? 'step limit' : undefined);
    } catch (error) {
      if (signal.aborted) throw error;
      const why = limit.aborted ? 'deadline' : 'the model could not be reached';
      return { ...answer('', notes, refused, why), status: 'failed' };
    }
  };
}

function answer(text: string, notes: Notebook, refused?: string, stopped?: string): Answer {
  const manifest = notes.manifest();
  const stop = [refused, stopped, ...notes.troubles()].filter((why) => why !== undefined);
  return {
    status: statusOf(manifest, refused !== undefined, stopped !== undefined),
    text,
    ...manifest,
    ...(stop.length > 0 ? { stop: stop.join('; ') } : {}),
  };
}

function statusOf(manifest: Manifest, isRefused: boolean, isStopped: boolean): Answer['status'] {
  const { used, missing, stale } = manifest;
  if (isRefused || (missing.length > 0 && used.length + stale.length === 0)) return 'refused';
  return missing.length + stale.length > 0 || isStopped ? 'degraded' : 'full';
}
