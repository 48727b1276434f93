import type { Dialect } from '../dialect.ts';
import { openaiResponses } from '../openai-responses/openai-responses.ts';
import { azureError, noSuchDeployment, overLimit } from './errors.ts';
import { azureHeaders, underAzure } from './headers.ts';
import { operationOf, receiving, resembles } from './operation.ts';

/**
 * Azure OpenAI's Responses, under `/openai/v1/responses` and `/openai/responses?api-version=…`.
 *
 * @example
 * provider({ script, dialect: azureResponses })
 */
export const azureResponses: Dialect = {
  ...openaiResponses,
  basePath: '',
  speaks: ({ path }) => /^\/responses(\/|$)/.test(operationOf(path)?.route ?? ''),
  resembles,
  receive: receiving(openaiResponses.receive),
  say: (turn, chat, as) => underAzure(openaiResponses.say(turn, chat, as), as),
  list: (models, id, as) => underAzure(openaiResponses.list(models, id, as), as),
  refuse: (problem, as) =>
    problem.code === 'context_length_exceeded'
      ? underAzure(openaiResponses.refuse(problem, as), as)
      : azureError(problem, as),
  overLimit,
  noSuchModel: noSuchDeployment,
  headers: azureHeaders,
};
