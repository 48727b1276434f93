import type { Dialect } from '../dialect.ts';
import { noSuchModel, openaiError, overLimit, tooLong } from '../openai/errors.ts';
import { openaiHeaders } from '../openai/headers.ts';
import { listModels } from '../openai/models.ts';
import { hear } from './hear.ts';
import { say } from './reply.ts';
import { receive, resembles, speaks } from './request.ts';

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
  speaks,
  resembles,
  receive,
  say,
  hear,
  list: listModels,
  refuse: openaiError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: openaiHeaders,
};
