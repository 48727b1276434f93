import type { Dialect } from '../dialect.ts';
import { noSuchModel, openaiError, overLimit, tooLong } from '../openai/errors.ts';
import { openaiHeaders } from '../openai/headers.ts';
import { listModels } from '../openai/models.ts';
import { hear } from './hear.ts';
import { keeps } from './kept.ts';
import { receive, speaks } from './request.ts';
import { say } from './reply.ts';

/**
 * OpenAI's Responses API over HTTP, as other providers serve it, too. It keeps replies in the run for
 * `previous_response_id` and `item_reference`, unless `store` is false. Source: the API reference,
 * the Open Responses specification, and the clients that read it.
 *
 * @example
 * provider({ script, dialect: openaiResponses })
 */
export const openaiResponses: Dialect = {
  basePath: '/v1',
  speaks,
  receive,
  say,
  hear,
  keeps,
  list: listModels,
  refuse: (problem, as) =>
    openaiError(isTooLong(problem.code) ? { param: 'input', ...problem } : problem, as),
  overLimit,
  noSuchModel,
  tooLong,
  headers: openaiHeaders,
};

function isTooLong(code: string | null | undefined): boolean {
  return code === 'context_length_exceeded';
}
