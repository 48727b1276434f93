import { jsonReply, type Reply } from '../../../model/reply.ts';
import { epochSeconds } from '../../epoch.ts';
import type { Answering } from '../dialect.ts';
import { anthropicError, noSuchModel } from './errors.ts';
import { anthropicHeaders } from './headers.ts';

/** The list of models as Anthropic sends it, all on one page, or one of them. */
export function listModels(models: readonly string[], id: string | null, as: Answering): Reply {
  if (id !== null && !models.includes(id)) return anthropicError(noSuchModel(id), as);
  const page = {
    data: models.map(modelOf),
    has_more: false,
    first_id: models[0] ?? null,
    last_id: models.at(-1) ?? null,
  };
  return jsonReply(id === null ? page : modelOf(id), 200, anthropicHeaders(as));
}

function modelOf(id: string): object {
  return {
    type: 'model',
    id,
    display_name: id,
    created_at: new Date(epochSeconds * 1000).toISOString(),
  };
}
