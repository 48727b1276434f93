import type { Dialect } from '../dialect.ts';
import { geminiError, noSuchModel, overLimit, tooLong } from './errors.ts';
import { hear } from './hear.ts';
import { geminiHeaders } from './headers.ts';
import { listModels } from './models.ts';
import { receive, resembles, speaks } from './request.ts';
import { say } from './reply.ts';

/**
 * Google's Gemini API: `generateContent`, `streamGenerateContent` and `countTokens`. Source: the API
 * reference, and the clients that read it.
 *
 * @example
 * provider({ script, dialect: gemini })
 */
export const gemini: Dialect = {
  basePath: '',
  speaks,
  resembles,
  receive,
  say,
  hear,
  models: ['gemini-3-pro', 'gemini-3-flash'],
  list: listModels,
  refuse: geminiError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: geminiHeaders,
};
