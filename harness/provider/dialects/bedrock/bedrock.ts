import type { Dialect } from '../dialect.ts';
import { bedrockError, noSuchModel, overLimit, tooLong } from './errors.ts';
import { bedrockHeaders } from './headers.ts';
import { hear } from './hear.ts';
import { listModels } from './models.ts';
import { say, toolUseId } from './reply.ts';
import { receive, resembles, speaks } from './request.ts';

/**
 * Amazon Bedrock's Converse and ConverseStream, whatever the model, its count of tokens and its list
 * of models. Source: the API reference, Smithy's specifications, and the clients that read it.
 *
 * @example
 * provider({ script, dialect: bedrock })
 */
export const bedrock: Dialect = {
  basePath: '',
  speaks,
  resembles,
  receive,
  say,
  hear,
  callId: toolUseId,
  models: ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'amazon.nova-pro-v1:0'],
  list: listModels,
  refuse: bedrockError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: bedrockHeaders,
};
