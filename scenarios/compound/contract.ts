import { z } from 'zod';

const hit = z.object({ id: z.string(), text: z.string(), score: z.number() });
const similarity = z.number().min(0).max(1);

/** A retriever's reply, whatever index it comes from. */
export const anySearch = z.object({ hits: z.array(hit) });

/**
 * A retriever's reply from the index that the ranking was built for: this embedding, cosine
 * similarity, more is better.
 */
export const agreedSearch = z.object({
  index: z.object({
    embedding: z.literal('e5-2'),
    dimension: z.literal(384),
    metric: z.literal('cosine'),
  }),
  hits: z.array(hit.extend({ score: similarity })),
});

/** A reranker's reply: a score for each document. */
export const anyRanking = z.object({
  ranking: z.array(z.object({ id: z.string(), score: z.number() })),
});

/** A ranking by the model that was agreed on, in its range. */
export const agreedRanking = z.object({
  model: z.literal('rr-3'),
  ranking: z.array(z.object({ id: z.string(), score: similarity })),
});
