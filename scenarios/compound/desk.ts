import type { ModelRouterLanguageModel } from '@mastra/core/llm';
import type { z } from 'zod';
import { inTime, Refused, type Budget } from './budget.ts';
import type { Draft, StageName } from './draft.ts';
import type { Safeguards } from './safeguards.ts';

/** Where the pipeline finds what it leans on; base URLs without a slash at the end. */
export interface Addresses {
  readonly model: string;
  readonly retriever: string;
  /** A second index, for when the first cannot be reached. */
  readonly standby: string;
  readonly reranker: string;
  readonly verifier: string;
  readonly citer: string;
  readonly progress: string;
}

/** What all stages of all requests share. */
export interface Desk {
  readonly at: Addresses;
  readonly model: ModelRouterLanguageModel;
  readonly safeguards: Safeguards;
}

/** One request as a stage sees it. */
export interface Request extends Desk {
  readonly id: string;
  readonly signal: AbortSignal;
}

/** A stage: takes the draft a step on, or throws. */
export type Stage = (draft: Draft, request: Request) => Promise<Draft>;

/** A call to a stage's service. */
export interface Call<T> {
  readonly stage: StageName | 'progress';
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly url: string;
  readonly body?: unknown;
  readonly key?: string;
  /** What the reply must look like. */
  readonly reply: z.ZodType<T>;
}

/** Calls a service within the request's budget; a reply of another shape is an error. */
export async function ask<T>(call: Call<T>, draft: Draft, request: Request): Promise<T> {
  const { stage, method, url, body, key, reply } = call;
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key !== undefined) headers['idempotency-key'] = key;
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return inTime(stage, budgetOf(draft, request), async (signal) => {
    const response = await fetch(url, { method, headers, signal, ...sent });
    const text = await response.text();
    const what = `${method} ${new URL(url).pathname} said ${response.status}`;
    if (response.status >= 400 && response.status < 500) throw new Refused(what);
    if (!response.ok) throw new Error(what);
    return reply.parse(JSON.parse(text));
  });
}

/** The time that a draft has left. */
export function budgetOf({ endsAtMs }: Draft, { signal, safeguards }: Request): Budget {
  return { endsAtMs, signal, safeguards };
}
