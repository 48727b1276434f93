import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { assess, decide, type Assessment, type Candidate, type Findings } from './assessment.ts';
import { language, type Language } from './language.ts';
import type { Safeguards } from './safeguards.ts';
import { scorer, type Scorer } from './scorer.ts';
import { calibration, threshold } from './threshold.ts';
import { library, type Library, type LibraryUrls } from './tools.ts';

/** Where the desk finds what it leans on; base URLs without a slash at the end. */
export interface Addresses extends LibraryUrls {
  readonly model: string;
  readonly confidence: string;
}

/** What the caller gets. */
export interface Answer {
  /** `degraded`: an answer, with what is wrong with it. `escalated`: people must look. */
  readonly status: 'answered' | 'degraded' | 'abstained' | 'escalated';
  readonly text: string;
  /** From 0 to 1; 0 where there was nothing to be confident of. */
  readonly confidence: number;
  /** Ids of the passages it rests on. */
  readonly sources: readonly string[];
  /** Why it is no plain answer. */
  readonly reason?: string;
}

/** Answers one question, or says why not. */
export type Desk = (question: string, signal: AbortSignal) => Promise<Answer>;

const deadlineMs = 5000;
/** With a probability of 1 − `delta`, at most this share of the answers is wrong. */
const mostRisk = 0.08;
const delta = 0.05;

/** A desk that answers questions about products from evidence, and knows when not to. */
export function desk(at: Addresses, safe: Safeguards): Desk {
  const graph = graphOf({
    words: language(at.model),
    books: library(at),
    score: scorer(at.confidence, safe),
    least: threshold(calibration, mostRisk, delta),
    safe,
  });
  return async (question, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    try {
      return (await graph.invoke({ question }, { signal: limit })).reply;
    } catch (error) {
      if (signal.aborted || !limit.aborted) throw error;
      const text = 'I cannot answer in time.';
      return { status: 'abstained', text, confidence: 0, sources: [], reason: 'out of time' };
    }
  };
}

interface Parts {
  readonly words: Language;
  readonly books: Library;
  readonly score: Scorer;
  /** The least confidence to answer with. */
  readonly least: number;
  readonly safe: Safeguards;
}

const state = Annotation.Root({
  question: Annotation<string>(),
  findings: Annotation<Findings>(),
  assessment: Annotation<Assessment>(),
  reply: Annotation<Answer>(),
});

type State = typeof state.State;
type Config = { readonly signal?: AbortSignal };

const never = new AbortController().signal;

function graphOf(parts: Parts) {
  return new StateGraph(state)
    .addNode('retrieve', async ({ question }: State, { signal = never }: Config) => ({
      findings: await retrieve(parts, question, signal),
    }))
    .addNode('assess', async ({ question, findings }: State, { signal = never }: Config) => ({
      assessment: await assess(parts, question, findings, signal),
    }))
    .addNode('answer', ({ assessment }: State) => ({ reply: given(assessment as Candidate) }))
    .addNode('abstain', ({ assessment }: State) => ({ reply: withheld(assessment, 'abstained') }))
    .addNode('escalate', ({ assessment }: State) => ({ reply: withheld(assessment, 'escalated') }))
    .addEdge(START, 'retrieve')
    .addEdge('retrieve', 'assess')
    .addConditionalEdges('assess', ({ assessment }) => decide(assessment, parts.least, parts.safe))
    .addEdge('answer', END)
    .addEdge('abstain', END)
    .addEdge('escalate', END)
    .compile();
}

async function retrieve(
  { words, books }: Parts,
  question: string,
  signal: AbortSignal,
): Promise<Findings> {
  const asked = await words.understand(question, signal);
  const { product: name = null, topics = [], presumes = [] } = asked ?? {};
  const [topic] = topics;
  if (name === null || topic === undefined) {
    return { asked, passages: [], unread: [], product: null };
  }
  const sources = ['handbook', 'bulletins'] as const;
  const [product, ...found] = await Promise.all([
    presumes.length > 0 ? books.product(name, signal) : null,
    ...sources.map((source) => books.search(source, name, topic, signal)),
  ]);
  return {
    asked,
    passages: found.flatMap((passages) => passages ?? []),
    unread: sources.filter((_, index) => found[index] === null),
    product,
  };
}

function given({ draft, confidence, caveats }: Candidate): Answer {
  const { text, cites: sources } = draft;
  const reason = caveats.join('; ');
  if (reason === '') return { status: 'answered', text, confidence, sources };
  return { status: 'degraded', text: `${text} (${reason})`, confidence, sources, reason };
}

function withheld(assessment: Assessment, status: 'abstained' | 'escalated'): Answer {
  if ('route' in assessment) {
    const { text, reason, sources } = assessment;
    return { status, text, confidence: 0, sources, reason };
  }
  const isScored = !Number.isNaN(assessment.confidence);
  return {
    status,
    text: 'I cannot tell: I am not sure enough of what I found.',
    confidence: isScored ? assessment.confidence : 0,
    sources: assessment.draft.cites,
    reason: isScored ? 'low confidence' : 'no confidence to go by',
  };
}
