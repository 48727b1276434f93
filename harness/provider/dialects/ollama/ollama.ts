import type { Dialect } from '../dialect.ts';
import { noSuchModel, ollamaError, overLimit, tooLong } from './errors.ts';
import { hear } from './hear.ts';
import { listModels } from './models.ts';
import { say } from './reply.ts';
import { receive, resembles, speaks } from './request.ts';

/**
 * Ollama's own API: chats and completions of text in JSON lines, its models, and embeddings. Source:
 * its API reference, its server's source, and the clients that read it.
 *
 * @example
 * provider({ script, dialect: ollama })
 */
export const ollama: Dialect = {
  basePath: '',
  speaks,
  resembles,
  receive,
  say,
  hear,
  models: ['llama3.2:latest', 'qwen3:8b'],
  list: listModels,
  refuse: ollamaError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: () => ({}),
};
