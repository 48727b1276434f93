import { agreedSearch, anySearch } from '../contract.ts';
import { ask, type Request, type Stage } from '../desk.ts';
import { abstained, type Draft, type Passage } from '../draft.ts';

/** Similarity from which a passage is about the question. */
const floor = 0.5;
const mostPassages = 3;

/** Finds the passages to answer from, in the index or its standby; abstains where there are none. */
export const retrieve: Stage = async (draft, request) => {
  const { demandsEvidence } = request.safeguards;
  const hits = await search(draft, request);
  const passages = hits
    .filter(({ score }) => !demandsEvidence || score >= floor)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostPassages);
  if (!demandsEvidence || passages.length > 0) return { ...draft, passages };
  return abstained(draft, 'nothing was found to answer it from');
};

/** The hits of the first index that can be used; none where neither can. */
async function search(draft: Draft, request: Request): Promise<readonly Passage[]> {
  const { retriever, standby } = request.at;
  for (const url of [retriever, standby]) {
    try {
      return await searchAt(url, draft, request);
    } catch {
      request.signal.throwIfAborted();
    }
  }
  return [];
}

async function searchAt(url: string, draft: Draft, request: Request): Promise<readonly Passage[]> {
  const body = { query: draft.question, limit: 4 };
  const reply = request.safeguards.checksContract ? agreedSearch : anySearch;
  const call = { stage: 'retrieve', method: 'POST', url: `${url}/search`, body, reply } as const;
  return (await ask(call, draft, request)).hits;
}
