import { z } from 'zod';

/** The stages of an answer, in order. */
const stageNames = ['retrieve', 'rerank', 'generate', 'verify', 'cite'] as const;

/** A piece of a document, and how well it fits the question. */
const passageSchema = z.object({ id: z.string(), text: z.string(), score: z.number() });

/** What the stages hand on to each other, and what is on record of a request under way. */
export const draftSchema = z.object({
  question: z.string(),
  /** When the caller stops waiting, on this process's clock (`performance.now`). */
  endsAtMs: z.number(),
  done: z.array(z.enum(stageNames)),
  /** Best first. */
  passages: z.array(passageSchema),
  text: z.string(),
  cited: z.array(z.string()),
  verified: z.boolean(),
  citation: z.string().nullable(),
  /** What is less than it should be, in words. */
  notes: z.array(z.string()),
  /** Where it goes no further: on purpose, or because a stage that it needs failed. */
  ended: z.object({ how: z.enum(['abstained', 'failed']), why: z.string() }).nullable(),
});

/** One stage of an answer. */
export type StageName = (typeof stageNames)[number];

/** A piece of a document. */
export type Passage = z.infer<typeof passageSchema>;

/** An answer in the making. */
export type Draft = z.infer<typeof draftSchema>;

/** A draft with nothing done yet. */
export function blankDraft(question: string, endsAtMs: number): Draft {
  return {
    question,
    endsAtMs,
    done: [],
    passages: [],
    text: '',
    cited: [],
    verified: false,
    citation: null,
    notes: [],
    ended: null,
  };
}

/** The draft with one more thing to own up to. */
export function noted(draft: Draft, note: string): Draft {
  return { ...draft, notes: [...draft.notes, note] };
}

/** The draft as one that is not answered, on purpose. */
export function abstained(draft: Draft, why: string): Draft {
  return { ...draft, ended: { how: 'abstained', why } };
}
