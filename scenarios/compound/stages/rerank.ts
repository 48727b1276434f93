import { agreedRanking, anyRanking } from '../contract.ts';
import { ask, type Request, type Stage } from '../desk.ts';
import { noted, type Draft, type Passage } from '../draft.ts';

/** Puts the passages in a better order; where that fails, the retriever's order stands. */
export const rerank: Stage = async (draft, request) => {
  if (draft.passages.length === 0) return draft;
  try {
    return { ...draft, passages: await reranked(draft, request) };
  } catch (error) {
    request.signal.throwIfAborted();
    if (!request.safeguards.bypassesStages) throw error;
    return noted(draft, 'not reranked');
  }
};

async function reranked(draft: Draft, request: Request): Promise<Passage[]> {
  const { checksContract } = request.safeguards;
  const documents = draft.passages.map(({ id, text }) => ({ id, text }));
  const { ranking } = await ask(
    {
      stage: 'rerank',
      method: 'POST',
      url: `${request.at.reranker}/rerank`,
      body: { query: draft.question, documents },
      reply: checksContract ? agreedRanking : anyRanking,
    },
    draft,
    request,
  );
  const scores = new Map(ranking.map(({ id, score }) => [id, score]));
  const isWhole = draft.passages.every(({ id }) => scores.has(id));
  if (checksContract && (!isWhole || ranking.length !== documents.length)) {
    throw new Error('the reranker ranked other documents');
  }
  return draft.passages
    .map((passage) => ({ ...passage, score: scores.get(passage.id) ?? 0 }))
    .toSorted((a, b) => b.score - a.score);
}
