import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Answering, Dialect } from '../dialect.ts';
import { epochSeconds, say } from './reply.ts';
import { receive } from './request.ts';
import { noSuchModel, openaiError, overLimit, tooLong } from './errors.ts';
import { openaiHeaders } from './headers.ts';

/**
 * OpenAI's Chat Completions API. Source: the API reference, and the clients that read it.
 *
 * @example
 * const behindOpenai: Dialect = {
 *   ...openaiChat,
 *   basePath: '/openai/v1',
 *   receive: (incoming) =>
 *     openaiChat.receive({ ...incoming, path: incoming.path.replace(/^\/openai/, '') }),
 * };
 */
export const openaiChat: Dialect = {
  basePath: '/v1',
  receive,
  say,
  list,
  refuse: openaiError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: openaiHeaders,
};

function list(models: readonly string[], id: string | null, as: Answering): Reply {
  if (id !== null) {
    if (!models.includes(id)) return openaiError(noSuchModel(id), as);
    return jsonReply(modelOf(id), 200, openaiHeaders(as));
  }
  return jsonReply({ object: 'list', data: models.map(modelOf) }, 200, openaiHeaders(as));
}

function modelOf(id: string): object {
  return { id, object: 'model', created: epochSeconds, owned_by: 'brownout' };
}
