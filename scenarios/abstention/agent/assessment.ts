import { evidenceOn, premise, weighed, type Evidence, type Passage } from './evidence.ts';
import type { Asked, Draft, Language } from './language.ts';
import type { Safeguards } from './safeguards.ts';
import type { Scorer } from './scorer.ts';
import type { Product } from './product.ts';

/** What was found on a question. */
export interface Findings {
  /** Null where nobody could make sense of the question. */
  readonly asked: Asked | null;
  readonly passages: readonly Passage[];
  /** Sources that could not be read. */
  readonly unread: readonly string[];
  /** Null where it was not looked up, or could not be. */
  readonly product: Product | null;
}

/** Why there is nothing to answer with. */
interface Objection {
  readonly route: 'abstain' | 'escalate';
  readonly reason: string;
  readonly text: string;
  /** Ids of the passages it rests on. */
  readonly sources: readonly string[];
}

/** An answer that could be given. */
export interface Candidate {
  readonly draft: Draft;
  /** From 0 to 1; NaN where nobody could tell. */
  readonly confidence: number;
  /** What is wrong with it, for the reader. */
  readonly caveats: readonly string[];
}

/** What an answer could be, or why there is none. */
export type Assessment = Objection | Candidate;

/** What it takes to assess. */
export interface Assessors {
  readonly words: Language;
  readonly score: Scorer;
  readonly safe: Safeguards;
}

/** Weighs what was found; asks for a draft and its score only where nothing speaks against it. */
export async function assess(
  { words, score, safe }: Assessors,
  question: string,
  findings: Findings,
  signal: AbortSignal,
): Promise<Assessment> {
  const { asked } = findings;
  const subject = subjectOf(asked);
  if (asked === null || !('product' in subject)) return subject as Objection;
  const { product, topic } = subject;
  const evidence = evidenceOn(product, topic, findings.passages, Date.now(), safe);
  const objection = objectionTo(product, topic, asked, findings, evidence, safe);
  if (objection) return objection;
  const draft = await words.draft(question, evidence.passages, signal);
  if (draft === null) return abstain('no draft', 'I cannot put an answer together just now.');
  const cited = evidence.passages.filter(({ id }) => draft.cites.includes(id));
  if (safe.needsEvidence && cited.length === 0) {
    return abstain('no evidence', `I cannot tell: nothing I know supports an answer.`);
  }
  const raw = await score({ question, text: draft.text, passages: cited }, signal);
  return {
    draft,
    confidence: weighed(raw, cited, evidence.asOf, safe),
    caveats: [
      ...(evidence.asOf === null ? [] : [`as of ${evidence.asOf.slice(0, 10)}`]),
      ...findings.unread.map((source) => `the ${source} could not be read`),
    ],
  };
}

/** Where to go with it: an answer needs at least the confidence `least`. */
export function decide(
  assessment: Assessment,
  least: number,
  safe: Safeguards,
): 'answer' | 'abstain' | 'escalate' {
  if ('route' in assessment) return assessment.route;
  const { confidence } = assessment;
  if (safe.needsSignal && Number.isNaN(confidence)) return 'abstain';
  return confidence < least ? 'abstain' : 'answer';
}

/** What the question is about, or what must be asked back. */
function subjectOf(asked: Asked | null): Objection | { product: string; topic: string } {
  if (asked === null) return abstain('not understood', 'I cannot make sense of the question.');
  const { product, topics, isOpinion } = asked;
  const [topic, ...others] = topics;
  if (isOpinion) return abstain('a matter of taste', 'I cannot answer that: tastes differ.');
  if (product === null) return abstain('underspecified', 'Which product do you mean?');
  if (topic === undefined) return abstain('underspecified', 'What do you want to know of it?');
  if (others.length === 0) return { product, topic };
  return abstain('underspecified', `Do you mean its ${topics.join(' or its ')}?`);
}

function objectionTo(
  product: string,
  topic: string,
  asked: Asked,
  findings: Findings,
  evidence: Evidence,
  safe: Safeguards,
): Objection | null {
  const presumed = asked.presumes.join(' and ');
  const holds = premise(product, asked.presumes, findings.product);
  if (holds === 'fails') return abstain('false premise', `The ${product} has no ${presumed}.`);
  if (holds === 'unknown' && safe.checksPremise) {
    return abstain('unchecked premise', `I cannot tell whether the ${product} has ${presumed}.`);
  }
  if (evidence.passages.length === 0 && safe.needsEvidence) {
    const unread = findings.unread.map((source) => ` The ${source} could not be read.`).join('');
    return abstain('no evidence', `I do not know the ${topic} of the ${product}.${unread}`);
  }
  return evidence.isConflict && safe.seesConflict ? conflict(topic, evidence) : null;
}

function conflict(topic: string, { passages }: Evidence): Objection {
  const said = passages.map(({ value, unit, id }) => `${value} ${unit} (${id})`).join(', ');
  return {
    route: 'escalate',
    reason: 'the sources disagree',
    text: `My sources disagree on the ${topic}: ${said}. A person will look into it.`,
    sources: passages.map(({ id }) => id),
  };
}

function abstain(reason: string, text: string): Objection {
  return { route: 'abstain', reason, text, sources: [] };
}
