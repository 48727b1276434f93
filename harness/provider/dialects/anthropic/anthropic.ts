import type { Dialect } from '../dialect.ts';
import { digest } from '../../../model/json/json.ts';
import { anthropicError, noSuchModel, overLimit, tooLong } from './errors.ts';
import { hear } from './hear.ts';
import { anthropicHeaders } from './headers.ts';
import { listModels } from './models.ts';
import { receive, resembles, speaks } from './request.ts';
import { say } from './reply.ts';

/**
 * Anthropic's Messages API, and its count of tokens. Source: the API reference, and the clients that
 * read it.
 *
 * @example
 * provider({ script, dialect: anthropic })
 */
export const anthropic: Dialect = {
  basePath: '',
  speaks,
  resembles,
  readsHeaders: ['anthropic-version'],
  receive,
  say,
  hear,
  callId: (requestId, nth) => `toolu_01${digest(`${requestId} ${nth}`).padStart(11, '0')}`,
  models: ['claude-opus-4-5', 'claude-haiku-4-5'],
  list: listModels,
  refuse: anthropicError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: anthropicHeaders,
};
