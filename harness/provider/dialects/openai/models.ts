import { jsonReply, type Reply } from '../../../model/reply.ts';
import { epochSeconds } from '../../epoch.ts';
import type { Answering } from '../dialect.ts';
import { noSuchModel, openaiError } from './errors.ts';
import { openaiHeaders } from './headers.ts';

/** The list of models as OpenAI sends it, or one of them. */
export function listModels(models: readonly string[], id: string | null, as: Answering): Reply {
  if (id !== null) {
    if (!models.includes(id)) return openaiError(noSuchModel(id), as);
    return jsonReply(modelOf(id), 200, openaiHeaders(as));
  }
  return jsonReply({ object: 'list', data: models.map(modelOf) }, 200, openaiHeaders(as));
}

function modelOf(id: string): object {
  return { id, object: 'model', created: epochSeconds, owned_by: 'brownout' };
}
