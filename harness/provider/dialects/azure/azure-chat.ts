import type { Dialect } from '../dialect.ts';
import { hear } from '../openai-chat/hear.ts';
import { receive as receiveChat } from '../openai-chat/request.ts';
import { say } from '../openai-chat/reply.ts';
import { tooLong } from '../openai/errors.ts';
import { listModels } from '../openai/models.ts';
import { filtered } from './content-filter.ts';
import { azureError, noSuchDeployment, overLimit } from './errors.ts';
import { azureHeaders, underAzure } from './headers.ts';
import { operationOf, receiving, resembles } from './operation.ts';

/**
 * Azure OpenAI's Chat Completions, embeddings and list of models, by deployment
 * (`/openai/deployments/{name}/chat/completions?api-version=…`) and under `/openai/v1`. Source: its
 * REST reference, and the clients that read it.
 *
 * @example
 * provider({ script, dialect: azureChat })
 */
export const azureChat: Dialect = {
  basePath: '',
  speaks: ({ path }) =>
    /^\/(chat\/completions|embeddings|models)(\/|$)/.test(operationOf(path)?.route ?? ''),
  resembles,
  receive: receiving(receiveChat),
  say: (turn, chat, as) => filtered(underAzure(say(turn, chat, as), as), turn, chat),
  hear,
  list: (models, id, as) => underAzure(listModels(models, id, as), as),
  refuse: azureError,
  overLimit,
  noSuchModel: noSuchDeployment,
  tooLong,
  headers: azureHeaders,
};
