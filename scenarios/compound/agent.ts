import { ModelRouterLanguageModel } from '@mastra/core/llm';
import { createStep, createWorkflow } from '@mastra/core/workflows';
import { deadlineMs } from './budget.ts';
import type { Addresses, Desk, Stage } from './desk.ts';
import { blankDraft, draftSchema, type Draft, type StageName } from './draft.ts';
import { record, resume } from './progress.ts';
import type { Safeguards } from './safeguards.ts';
import { cite } from './stages/cite.ts';
import { generate } from './stages/generate.ts';
import { rerank } from './stages/rerank.ts';
import { retrieve } from './stages/retrieve.ts';
import { verify } from './stages/verify.ts';

/** A reply to a customer. */
export interface Answer {
  /** `degraded`: some stage did less than it should, see `notes`. */
  readonly status: 'full' | 'degraded' | 'abstained' | 'failed';
  readonly text: string;
  /** The passages it was written from, best first. */
  readonly sources: readonly string[];
  readonly cited: readonly string[];
  /** Where the citations are on file. */
  readonly citation: string | null;
  readonly verified: boolean;
  readonly notes: readonly string[];
}

/** Answers one question; asked again with the same id, it goes on where it stopped. */
export type Pipeline = (
  question: string,
  options: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

/** Retriever, reranker, generator, verifier, citer: a question in, an answer with sources out. */
export function pipeline(at: Addresses, safeguards: Safeguards): Pipeline {
  const model = new ModelRouterLanguageModel({
    id: 'local/writer-1',
    url: at.model,
    apiKey: 'local',
  });
  const desk: Desk = { at, model, safeguards };
  const workflow = createWorkflow({
    id: 'answer',
    inputSchema: draftSchema,
    outputSchema: draftSchema,
  })
    .then(stepOf('retrieve', retrieve, desk))
    .then(stepOf('rerank', rerank, desk))
    .then(stepOf('generate', generate, desk))
    .then(stepOf('verify', verify, desk))
    .then(stepOf('cite', cite, desk))
    .commit();
  return async (question, { id, signal }) => {
    const blank = blankDraft(question, performance.now() + deadlineMs);
    const inputData = await resume(blank, { ...desk, id, signal });
    const run = await workflow.createRun({ runId: id });
    signal.throwIfAborted();
    const cancel = () => void run.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const result = await run.start({ inputData });
    signal.removeEventListener('abort', cancel);
    signal.throwIfAborted();
    if (result.status === 'success') return answerOf(result.result);
    throw new Error(`the workflow is ${result.status}`);
  };
}

/** Stages whose work is worth more than a note of it: one costs money, the other leaves something. */
const recorded: ReadonlySet<StageName> = new Set(['generate', 'cite']);

function stepOf(name: StageName, stage: Stage, desk: Desk) {
  return createStep({
    id: name,
    inputSchema: draftSchema,
    outputSchema: draftSchema,
    execute: async (step) => {
      const { inputData, runId, abortSignal } = step;
      if (inputData.done.includes(name)) return inputData;
      const request = { ...desk, id: runId, signal: abortSignal };
      const draft = await stage(inputData, request).catch((error: unknown): Draft => ({
        ...inputData,
        ended: { how: 'failed', why: String(error) },
      }));
      if (draft.ended !== null) return step.bail(draft);
      const next = { ...draft, done: [...draft.done, name] };
      if (recorded.has(name)) await record(next, request);
      return next;
    },
  });
}

function answerOf(draft: Draft): Answer {
  const { ended, text, passages, cited, citation, verified, notes } = draft;
  if (ended !== null) {
    const nothing = { text: '', sources: [], cited: [], citation: null, verified: false };
    return { status: ended.how, ...nothing, notes: [...notes, ended.why] };
  }
  const status = notes.length > 0 ? 'degraded' : 'full';
  return { status, text, sources: passages.map(({ id }) => id), cited, citation, verified, notes };
}
