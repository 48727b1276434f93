import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Answering } from '../dialect.ts';
import { geminiError, noSuchModel } from './errors.ts';
import { geminiHeaders } from './headers.ts';

/** The list of models as Google sends it, all on one page, or one of them. */
export function listModels(models: readonly string[], id: string | null, as: Answering): Reply {
  if (id !== null && !models.includes(id)) return geminiError(noSuchModel(id), as);
  const body = id === null ? { models: models.map(modelOf) } : modelOf(id);
  return jsonReply(body, 200, geminiHeaders(as));
}

function modelOf(id: string): object {
  return {
    name: `models/${id}`,
    displayName: id,
    supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
  };
}
