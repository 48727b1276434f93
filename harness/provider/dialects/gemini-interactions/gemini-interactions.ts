import type { Dialect } from '../dialect.ts';
import { overLimit, tooLong } from '../gemini/errors.ts';
import { geminiHeaders } from '../gemini/headers.ts';
import { listModels } from '../gemini/models.ts';
import { resembles } from '../gemini/request.ts';
import { interactionsError, noSuchModel } from './errors.ts';
import { hear } from './hear.ts';
import { callId } from './ids.ts';
import { keeps } from './kept.ts';
import { receive, speaks } from './request.ts';
import { say } from './reply.ts';

/**
 * Google's Interactions API: turns as steps, in JSON and in events, which the run keeps for
 * `previous_interaction_id` unless `store` is false. Source: its pages of September 2026 on streaming and
 * on errors, and the types of `@google/genai`.
 *
 * @example
 * provider({ script, dialect: geminiInteractions })
 */
export const geminiInteractions: Dialect = {
  basePath: '',
  speaks,
  resembles,
  receive,
  say,
  callId,
  keeps,
  hear,
  models: ['gemini-3-pro', 'gemini-3-flash'],
  list: listModels,
  refuse: interactionsError,
  overLimit,
  noSuchModel,
  tooLong,
  headers: geminiHeaders,
};
